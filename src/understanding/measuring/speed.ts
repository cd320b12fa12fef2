export interface Speed {
  /** Microseconds for one sentence. */
  readonly p50us: number;
  readonly p99us: number;
  /** Sentences one after another on one thread. */
  readonly perSecond: number;
}

export type Work = (text: string) => unknown;

/** More sentences say nothing new, and slow peers need seconds for them. */
const mostTexts = 1_000;
const leastCalls = 3_000;
/** A call that takes microseconds is compiled to its last stage only after many more of them. */
const leastWarmUpMs = 500;
const rounds = 5;
const leastRoundMs = 250;

/** Something whose time per text can be taken, here or in a process of its own. */
export interface Timed {
  warmUp(): Promise<void>;
  /** Microseconds of each text, in the order of `chosenTexts`. */
  round(): Promise<readonly number[]>;
}

/** What is timed of these texts. */
export function chosenTexts(texts: readonly string[]): readonly string[] {
  const every = Math.ceil(texts.length / mostTexts);
  return texts.filter((_, i) => i % every === 0);
}

/** Times a work in this process. */
export function timedHere(work: Work, texts: readonly string[]): Timed {
  const chosen = chosenTexts(texts);
  return {
    async warmUp() {
      const end = performance.now() + leastWarmUpMs;
      for (let i = 0; i < leastCalls || performance.now() < end; i++)
        await work(chosen[i % chosen.length] ?? '');
    },
    round: () => timeRound(work, chosen),
  };
}

/**
 * Time of each on these texts. All are warmed up first, then they take turns, round by round, so that what else the
 * machine does meanwhile meets all of them alike. A text's time is the median of its rounds: that leaves out the rest of the
 * noise, and keeps what is slow about the text. The percentiles are over the texts. Whoever is fast passes over the texts
 * several times in a round, so that all are timed one sentence after another, as `perSecond` says, and not just awakened.
 */
export async function measureSpeeds(
  contenders: ReadonlyMap<string, Timed>,
  texts: readonly string[],
  tell: (done: number) => void = () => {},
): Promise<ReadonlyMap<string, Speed>> {
  if (texts.length === 0) return new Map();
  for (const { warmUp } of contenders.values()) await warmUp();
  const times = new Map([...contenders.keys()].map(name => [name, [] as (readonly number[])[]]));
  for (let round = 0; round < rounds; round++) {
    tell(round / rounds);
    for (const [name, contender] of contenders) times.get(name)?.push(await contender.round());
  }
  return new Map([...times].map(([name, all]) => [name, speedOf(all)]));
}

export async function measureSpeed(work: Work, texts: readonly string[]): Promise<Speed> {
  const speeds = await measureSpeeds(new Map([['', timedHere(work, texts)]]), texts);
  return speeds.get('') ?? { p50us: 0, p99us: 0, perSecond: 0 };
}

/** Passes over all texts, one after the other: while others had their turn the caches went cold, and one pass is soon over. */
async function timeRound(work: Work, texts: readonly string[]): Promise<readonly number[]> {
  const end = performance.now() + leastRoundMs;
  const passes: (readonly number[])[] = [];
  do passes.push(await timePass(work, texts));
  while (performance.now() < end);
  return medians(passes);
}

async function timePass(work: Work, texts: readonly string[]): Promise<readonly number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    const result = work(text);
    // Waiting for what is no promise would cost a turn of the queue.
    if (result instanceof Promise) await result;
    times.push((performance.now() - start) * 1_000);
  }
  return times;
}

function speedOf(rounds: readonly (readonly number[])[]): Speed {
  const times = medians(rounds);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return {
    p50us: quantile(times, 0.5),
    p99us: quantile(times, 0.99),
    perSecond: Math.round(1_000_000 / mean),
  };
}

/** Of each text over all of `measured`. */
function medians(measured: readonly (readonly number[])[]): readonly number[] {
  return (measured[0] ?? []).map((_, text) =>
    quantile(
      measured.map(times => times[text] ?? 0),
      0.5,
    ),
  );
}

export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
