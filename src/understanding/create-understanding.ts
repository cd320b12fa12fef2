import { createHash } from 'node:crypto';
import { describeProblem } from '../content/problem.ts';
import { Failure } from '../failure.ts';
import { createBayesUnderstanding } from './bayes-understanding.ts';
import type { Example } from './classifier.ts';
import { createClauseUnderstanding } from './clause-understanding.ts';
import { type Intent, readContent, type UnderstandingContent } from './content.ts';
import { createErrorMessageFinder, type FindErrorMessage } from './error-messages.ts';
import { createExplainer } from './explain.ts';
import type { Lexicon } from './lexicon.ts';
import { type LinearModel, trainerVersion, trainLinearModel } from './linear-model.ts';
import { createLinearUnderstanding } from './linear-understanding.ts';
import { loadModel, saveModel } from './model-file.ts';
import { normalize } from './normalize.ts';
import type { Explaining, Ranking, Understanding } from './understanding.ts';

export interface UnderstandingOptions {
  /** Folder that holds intents/ and data/, or what was read from it and found without mistakes. */
  readonly content: string | UnderstandingContent;
  readonly kind: 'linear' | 'bayes';
  /** Where the trained linear model is kept; without it every start trains again. */
  readonly cacheDir?: string | undefined;
  /** Receives one line when a kept model could not be used, e.g. because it is damaged. */
  readonly tell?: ((line: string) => void) | undefined;
}

/**
 * Reads the content and makes it into something that understands. A linear model is loaded from `cacheDir` when it
 * belongs to exactly this content, otherwise trained (a few seconds).
 * Throws `Failure('content-invalid')` that lists every mistake by file and line.
 */
export function createUnderstanding({
  content: given,
  kind,
  cacheDir,
  tell = () => {},
}: UnderstandingOptions): Understanding & Partial<Explaining & Ranking> {
  const content = typeof given === 'string' ? validContent(given) : given;
  switch (kind) {
    case 'linear':
      return understandWith(keptModel(content, cacheDir, tell), content);
    case 'bayes': {
      const { errorMessages, lexicon } = content;
      return createBayesUnderstanding(
        examplesOf(content),
        lexicon,
        createErrorMessageFinder(errorMessages, lexicon),
      );
    }
  }
}

/** What understands with a model that is there already. */
export function understandWith(
  model: LinearModel,
  { errorMessages, lexicon }: UnderstandingContent,
): Understanding & Partial<Explaining & Ranking> {
  const findErrorMessage = createErrorMessageFinder(errorMessages, lexicon);
  return createClauseUnderstanding(withExplanations(model, lexicon, findErrorMessage), lexicon);
}

function withExplanations(model: LinearModel, lexicon: Lexicon, findErrorMessage: FindErrorMessage) {
  const { classifier } = model;
  return {
    ...createLinearUnderstanding(model, lexicon, findErrorMessage),
    ...createExplainer(classifier.labels, classifier.logits, lexicon),
  };
}

/** What dialogs need to know about an intent. */
export interface IntentInfo {
  readonly name: string;
  readonly title: string;
  readonly opens?: string;
}

export function presentIntents({ intents }: UnderstandingContent): readonly IntentInfo[] {
  return intents.map(presentIntent);
}

function presentIntent({ name, title, opens }: Intent): IntentInfo {
  return opens === undefined ? { name, title } : { name, title, opens };
}

/** Content without mistakes, or `Failure('content-invalid')`. */
export function validContent(contentDir: string): UnderstandingContent {
  const { content, problems } = readContent(contentDir);
  if (problems.length === 0) return content;
  throw new Failure(
    'content-invalid',
    problems.map(describeProblem).join('\n'),
    'Correct the lines above; `npm run -s content` checks all content again.',
  );
}

interface Phrase {
  readonly text: string;
  readonly label: string;
  readonly kind?: string;
}

/** What is trained: the examples of all intents, and the messages of the app as examples of theirs. */
export function phrasesOf({ intents, errorMessages }: UnderstandingContent): readonly Phrase[] {
  return [
    ...intents.flatMap(phrasesOfIntent),
    ...errorMessages.flatMap(({ says, also, intent }) =>
      [says, ...also].map(text => ({ text, label: intent })),
    ),
  ];
}

function phrasesOfIntent({ name, examples, kinds }: Intent): readonly Phrase[] {
  return [
    ...examples.map(text => ({ text, label: name })),
    ...Object.entries(kinds).flatMap(([kind, texts]) => texts.map(text => ({ text, label: name, kind }))),
  ];
}

export function examplesOf(content: UnderstandingContent): readonly Example[] {
  return phrasesOf(content).map(({ text, ...taught }) => ({
    words: normalize(text, content.lexicon),
    ...taught,
  }));
}

/** The model of exactly this content: from `cacheDir` when it is kept there, otherwise trained and kept. */
export function keptModel(
  content: UnderstandingContent,
  cacheDir: string | undefined,
  tell: (line: string) => void = () => {},
): LinearModel {
  const examples = examplesOf(content);
  if (cacheDir === undefined) return trainLinearModel(examples, content.lexicon);
  const key = modelKey(examples, content);
  const loaded = loadModel(cacheDir, key);
  if (loaded.kind === 'loaded') return loaded.model;
  tell(`understanding: the kept model is ${loaded.kind}; training again`);
  const model = trainLinearModel(examples, content.lexicon);
  saveModel(cacheDir, key, model);
  return model;
}

/** Same key, SHA-256: the same phrases after normalising, the same concept groups, the same trainer. */
export function modelKey(examples: readonly Example[], { lexicon }: UnderstandingContent): string {
  const all = JSON.stringify([trainerVersion, examples, [...lexicon.concepts]]);
  return createHash('sha256').update(all).digest('hex');
}
