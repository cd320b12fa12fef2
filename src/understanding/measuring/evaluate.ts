import type { Progress } from '../../progress.ts';
import type { Decision } from '../decide.ts';
import type { Contender, Task } from './contender.ts';
import type { LabelledLine } from './labelled-lines.ts';
import { type Answer, measureQuality, type Quality } from './quality.ts';
import { measureSpeeds, type Speed, type Timed, timedHere } from './speed.ts';

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

export interface Evaluated {
  readonly evaluation: Evaluation;
  /** What the figures come from. */
  readonly answers: readonly Answer[];
}

/**
 * Figures of all contenders: the answers of one after the other, then their speed side by side.
 *
 * @param timedOf what is timed of a contender; here, unless it is given a process of its own
 */
export async function evaluate<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { countsAs }: Pick<Task, 'countsAs'>,
  sets: Sets,
  progress: Progress = () => {},
  timedOf: TimedOf = timedInThisProcess,
): Promise<Readonly<Record<Name, Evaluated>>> {
  const names = Object.keys(contenders) as Name[];
  const given = new Map<Name, Given>();
  for (const [i, name] of names.entries()) {
    const tell = (done: number) => progress(`${name}: menjawab`, (0.5 * (i + done)) / names.length);
    given.set(name, await answersOf(contenders[name], countsAs, sets, tell));
  }
  progress('mengukur kecepatan', 0.5);
  const texts = sets.test.map(({ text }) => text);
  const speeds = await measureSpeeds(worksOf(contenders, texts, timedOf), texts, done =>
    progress('mengukur kecepatan', (1 + done) / 2),
  );
  progress('selesai', 1);
  return Object.fromEntries(
    names.map(name => {
      const { answers, outside } = given.get(name) ?? { answers: [], outside: [] };
      const { trainMs, modelBytes, loadMs } = contenders[name];
      const speed = speeds.get(name) ?? noSpeed;
      const whole = speeds.get(wholeOf(name)) ?? null;
      const quality = measureQuality(answers, outside);
      return [name, { evaluation: { ...quality, ...speed, whole, trainMs, modelBytes, loadMs }, answers }];
    }),
  ) as Record<Name, Evaluated>;
}

interface Given {
  readonly answers: readonly Answer[];
  readonly outside: readonly Decision[];
}

async function answersOf(
  contender: Contender,
  countsAs: Task['countsAs'],
  { test, oos }: Sets,
  tell: (done: number) => void,
): Promise<Given> {
  const decide = contender.understand ?? contender.classify;
  const all = test.length + oos.length;
  const answers: Answer[] = [];
  for (const line of test) {
    const decision = await decide(line.text);
    answers.push({ line, decision, label: countsAs(decision.intent) });
    tell(answers.length / all);
  }
  const outside: Decision[] = [];
  for (const { text } of oos) {
    outside.push(await decide(text));
    tell((answers.length + outside.length) / all);
  }
  return { answers, outside };
}

export type TimedPart = 'classify' | 'understand';
export type TimedOf = (
  name: string,
  part: TimedPart,
  contender: Contender,
  texts: readonly string[],
) => Timed;

const timedInThisProcess: TimedOf = (_name, part, contender, texts) =>
  timedHere(contender[part] ?? contender.classify, texts);

/** What is timed: from text to intent for each, and beside it all that the bot calls where that is more. */
function worksOf(
  contenders: Readonly<Record<string, Contender>>,
  texts: readonly string[],
  timedOf: TimedOf,
): ReadonlyMap<string, Timed> {
  const works = new Map<string, Timed>();
  for (const [name, contender] of Object.entries(contenders)) {
    works.set(name, timedOf(name, 'classify', contender, texts));
    if (contender.understand !== undefined)
      works.set(wholeOf(name), timedOf(name, 'understand', contender, texts));
  }
  return works;
}

function wholeOf(name: string): string {
  return `${name}, semuanya`;
}

const noSpeed: Speed = { p50us: 0, p99us: 0, perSecond: 0 };
