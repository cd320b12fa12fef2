export interface Speed {
  /** Microseconds for one sentence. */
  readonly p50us: number;
  readonly p99us: number;
  /** Sentences one after another on one thread. */
  readonly perSecond: number;
}

/** More sentences say nothing new, and slow peers need seconds for them. */
const mostTexts = 1_000;
const leastCalls = 3_000;
const leastRounds = 5;

/**
 * Time of `work` on these texts, after a warm-up. A text's time is the median of its rounds: that leaves out what else the
 * machine did meanwhile, and keeps what is slow about the text. The percentiles are over the texts.
 */
export async function measureSpeed(
  work: (text: string) => unknown,
  texts: readonly string[],
): Promise<Speed> {
  if (texts.length === 0) return { p50us: 0, p99us: 0, perSecond: 0 };
  const every = Math.ceil(texts.length / mostTexts);
  const chosen = texts.filter((_, i) => i % every === 0);
  const rounds = Math.max(leastRounds, Math.ceil(leastCalls / chosen.length));
  for (let i = 0; i < leastCalls; i++) await work(chosen[i % chosen.length] ?? '');

  const times = chosen.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [i, text] of chosen.entries()) {
      const start = performance.now();
      const result = work(text);
      // Waiting for what is no promise would cost a turn of the queue.
      if (result instanceof Promise) await result;
      times[i]?.push((performance.now() - start) * 1_000);
    }
  }
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
