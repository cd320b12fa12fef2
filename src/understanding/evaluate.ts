import { createBayesUnderstanding } from './bayes-understanding.ts';
import type { Example } from './classifier.ts';
import { examplesOf, validContent } from './create-understanding.ts';
import { createErrorMessageFinder, type FindErrorMessage } from './error-messages.ts';
import type { LabelledLine } from './labelled-lines.ts';
import { emptyLexicon, type Lexicon } from './lexicon.ts';
import { trainLinearModel } from './linear-model.ts';
import { createLinearUnderstanding } from './linear-understanding.ts';
import { measureQuality, type Quality } from './measure.ts';
import { decodeModel, encodeModel } from './model-file.ts';
import { normalize } from './normalize.ts';
import { measureSpeed, type Speed } from './speed.ts';
import type { Understanding } from './understanding.ts';

/** What is trained, and under which label an intent is counted. */
export interface Task {
  readonly examples: readonly Example[];
  readonly lexicon: Lexicon;
  readonly findErrorMessage: FindErrorMessage;
  readonly countsAs: (intent: string) => string;
}

export interface Evaluation extends Quality, Speed {
  readonly trainMs: number;
  readonly modelBytes: number;
  readonly loadMs: number;
}

/** The project's own phrases, with its lexicon. */
export function ownTask(contentDir: string): { task: Task; tests: readonly LabelledLine[] } {
  const content = validContent(contentDir);
  const labels = new Map(content.intents.map(({ name, countsAs }) => [name, countsAs ?? name]));
  const countsAs = (intent: string) => labels.get(intent) ?? intent;
  const findErrorMessage = createErrorMessageFinder(content.errorMessages, content.lexicon);
  const tests = content.intents.flatMap(({ name, tests }) =>
    tests.map(text => ({ text, intent: countsAs(name), alt: [] })),
  );
  return {
    task: { examples: examplesOf(content), lexicon: content.lexicon, findErrorMessage, countsAs },
    tests,
  };
}

/** Somebody's own phrases, in any language: nothing Indonesian is assumed. */
export function givenTask(lines: readonly LabelledLine[]): Task {
  return {
    examples: lines.map(({ text, intent }) => ({ words: normalize(text, emptyLexicon), label: intent })),
    lexicon: emptyLexicon,
    findErrorMessage: () => undefined,
    countsAs: intent => intent,
  };
}

export function evaluateLinear(
  task: Task,
  test: readonly LabelledLine[],
  oos: readonly LabelledLine[] = [],
): Evaluation {
  const [trainMs, model] = timed(() => trainLinearModel(task.examples, task.lexicon));
  const file = encodeModel('evaluation', model);
  const [loadMs] = timed(() => decodeModel(Buffer.from(file), 'evaluation'));
  const understanding = createLinearUnderstanding(model, task.lexicon, task.findErrorMessage);
  return { ...measure(understanding, task, test, oos), trainMs, modelBytes: file.byteLength, loadMs };
}

export function evaluateBayes(
  task: Task,
  test: readonly LabelledLine[],
  oos: readonly LabelledLine[] = [],
): Evaluation {
  const [trainMs, understanding] = timed(() =>
    createBayesUnderstanding(task.examples, task.lexicon, task.findErrorMessage),
  );
  // It is trained at every start, so there is no file.
  return { ...measure(understanding, task, test, oos), trainMs, modelBytes: 0, loadMs: 0 };
}

function measure(
  understanding: Understanding,
  { countsAs }: Task,
  test: readonly LabelledLine[],
  oos: readonly LabelledLine[],
): Quality & Speed {
  const quality = measureQuality(understanding, test, oos, countsAs);
  return {
    ...quality,
    ...measureSpeed(
      understanding,
      test.map(({ text }) => text),
    ),
  };
}

function timed<T>(work: () => T): readonly [milliseconds: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}
