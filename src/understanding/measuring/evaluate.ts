import type { Progress } from '../../progress.ts';
import type { Decision } from '../decide.ts';
import type { Contender, Task } from './contender.ts';
import type { LabelledLine } from './labelled-lines.ts';
import { type Answer, measureQuality, type Quality } from './quality.ts';
import { measureSpeed, type Speed } from './speed.ts';

export interface Evaluation extends Quality, Speed {
  readonly trainMs: number;
  readonly modelBytes: number;
  readonly loadMs: number;
  /** Time of everything that the bot calls: clauses, entities and quoted messages as well; null for peers. */
  readonly whole: Speed | null;
}

export interface Sets {
  readonly test: readonly LabelledLine[];
  /** Sentences that belong to no label. */
  readonly oos: readonly LabelledLine[];
}

/** The figures, and the answers that they come from. */
export async function evaluate(
  contender: Contender,
  { countsAs }: Pick<Task, 'countsAs'>,
  { test, oos }: Sets,
  progress: Progress = () => {},
): Promise<{ readonly evaluation: Evaluation; readonly answers: readonly Answer[] }> {
  const { trainMs, modelBytes, loadMs, understand } = contender;
  const decide = async (text: string): Promise<Decision> =>
    understand === undefined ? contender.classify(text) : understand(text);

  const all = test.length + oos.length;
  const answers: Answer[] = [];
  for (const line of test) {
    const decision = await decide(line.text);
    answers.push({ line, decision, label: countsAs(decision.intent) });
    progress('menjawab', (answers.length / all) * 0.9);
  }
  const outside: Decision[] = [];
  for (const { text } of oos) {
    outside.push(await decide(text));
    progress('menjawab', ((answers.length + outside.length) / all) * 0.9);
  }
  progress('mengukur kecepatan', 0.9);
  const texts = test.map(({ text }) => text);
  const speed = await measureSpeed(text => contender.classify(text), texts);
  const whole = understand === undefined ? null : await measureSpeed(understand, texts);
  progress('selesai', 1);
  return {
    evaluation: { ...measureQuality(answers, outside), ...speed, whole, trainMs, modelBytes, loadMs },
    answers,
  };
}
