import { type Percentiles, percentiles } from './percentiles.ts';

export interface Round {
  /** Done in a second. */
  readonly rate: number;
  /** In milliseconds. */
  readonly times: Percentiles;
}

/**
 * As fast as it goes with so many at a time: each begins its next as soon as its last has ended. For what something can do
 * at the most; how long people wait is `openLoop`'s question.
 */
export async function closedLoop(
  work: (number: number) => Promise<void>,
  { times: count, atOnce }: { readonly times: number; readonly atOnce: number },
): Promise<Round> {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { rate: (count / (performance.now() - began)) * 1_000, times: percentiles(times) };

  async function worker(): Promise<void> {
    while (next < count) {
      const number = next;
      next += 1;
      const start = performance.now();
      await work(number);
      times.push(performance.now() - start);
    }
  }
}
