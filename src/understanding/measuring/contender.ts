import { createBayesClassify } from '../bayes-understanding.ts';
import type { Example } from '../classifier.ts';
import { createClauseUnderstanding } from '../clause-understanding.ts';
import type { Decision } from '../decide.ts';
import type { FindErrorMessage } from '../error-messages.ts';
import type { Lexicon } from '../lexicon.ts';
import { trainLinearModel } from '../linear-model.ts';
import { createLinearClassify, createLinearUnderstanding } from '../linear-understanding.ts';
import { decodeModel, encodeModel } from '../model-file.ts';
import { normalize } from '../normalize.ts';

/** What is trained, and under which label an intent is counted. */
export interface Task {
  readonly examples: readonly Example[];
  /** The same as they were written: a peer reads them its own way. */
  readonly phrases: readonly { readonly text: string; readonly label: string }[];
  /** Language of the phrases, for peers that have to be told. */
  readonly language: 'id' | 'en';
  readonly lexicon: Lexicon;
  readonly findErrorMessage: FindErrorMessage;
  readonly countsAs: (intent: string) => string;
}

/** Something trained that names the intent of a sentence, so that it can be measured beside others. */
export interface Contender {
  readonly trainMs: number;
  /** 0 where nothing is kept and every start trains. */
  readonly modelBytes: number;
  readonly loadMs: number;
  /** From the text to intent and confidence: the part that all contenders have in common, and whose time is compared. */
  classify(text: string): Decision | Promise<Decision>;
  /** What the bot calls, where there is more: clauses, entities, quoted messages. Its answers are the ones that count. */
  understand?(text: string): Decision;
}

/** Our own model. The time of loading is the best of several, as after the first start of a process. */
export function trainLinear(task: Task): Contender {
  const [trainMs, trained] = timed(() => trainLinearModel(task.examples, task.lexicon));
  const file = Buffer.from(encodeModel('measured', trained));
  const loads = Array.from({ length: 7 }, () => timed(() => decodeModel(file, 'measured'))[0]);
  const classify = createLinearClassify(trained);
  const understanding = createClauseUnderstanding(
    createLinearUnderstanding(trained, task.lexicon, task.findErrorMessage),
    task.lexicon,
  );
  return {
    trainMs,
    modelBytes: file.byteLength,
    loadMs: Math.min(...loads),
    classify: text => classify(normalize(text, task.lexicon)),
    understand: text => understanding.understand(text),
  };
}

/** natural's naive Bayes on the words of our normaliser, with the smoothing that suits it: at its best. */
export function trainBayes({ examples, lexicon }: Task): Contender {
  const [trainMs, classify] = timed(() => createBayesClassify(examples));
  return { trainMs, modelBytes: 0, loadMs: 0, classify: text => classify(normalize(text, lexicon)) };
}

export function timed<T>(work: () => T): readonly [milliseconds: number, result: T] {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
}
