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
const leastRounds = 5;

/**
 * Time of each work on these texts. All are warmed up first, then they take turns, round by round, so that what else the
 * machine does meanwhile meets all of them alike. A text's time is the median of its rounds: that leaves out the rest of the
 * noise, and keeps what is slow about the text. The percentiles are over the texts.
 */
export async function measureSpeeds(
  works: ReadonlyMap<string, Work>,
  texts: readonly string[],
  tell: (done: number) => void = () => {},
): Promise<ReadonlyMap<string, Speed>> {
  if (texts.length === 0) return new Map();
  const every = Math.ceil(texts.length / mostTexts);
  const chosen = texts.filter((_, i) => i % every === 0);
  const rounds = Math.max(leastRounds, Math.ceil(leastCalls / chosen.length));
  for (const work of works.values()) {
    for (let i = 0; i < leastCalls; i++) await work(chosen[i % chosen.length] ?? '');
  }
  const times = new Map([...works.keys()].map(name => [name, chosen.map(() => [] as number[])]));
  for (let round = 0; round < rounds; round++) {
    tell(round / rounds);
    for (const [name, work] of works) await timeRound(work, chosen, times.get(name) ?? []);
  }
  return new Map([...times].map(([name, all]) => [name, speedOf(all)]));
}

export async function measureSpeed(work: Work, texts: readonly string[]): Promise<Speed> {
  const speeds = await measureSpeeds(new Map([['', work]]), texts);
  return speeds.get('') ?? { p50us: 0, p99us: 0, perSecond: 0 };
}

async function timeRound(work: Work, texts: readonly string[], times: readonly number[][]): Promise<void> {
  for (const [i, text] of texts.entries()) {
    const start = performance.now();
    const result = work(text);
    // Waiting for what is no promise would cost a turn of the queue.
    if (result instanceof Promise) await result;
    times[i]?.push((performance.now() - start) * 1_000);
  }
}

function speedOf(times: readonly (readonly number[])[]): Speed {
  const medians = times.map(all => quantile(all, 0.5));
  const mean = medians.reduce((sum, time) => sum + time, 0) / medians.length;
  return {
    p50us: quantile(medians, 0.5),
    p99us: quantile(medians, 0.99),
    perSecond: Math.round(1_000_000 / mean),
  };
}

export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
