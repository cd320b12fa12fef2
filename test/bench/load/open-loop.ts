import { type Percentiles, percentiles } from './percentiles.ts';

export interface OpenLoopFigures {
  readonly offered: number;
  readonly done: number;
  readonly failed: number;
  /** In milliseconds, each from the moment it was due, also when the generator itself was late. */
  readonly times: Percentiles;
  /** Most that were under way at one moment. */
  readonly mostAtOnce: number;
}

/**
 * Begins `rate` pieces of work a second whether or not earlier ones have ended, as visitors do. Their times begin when they
 * were due, so a server that stalls cannot hide the wait of those who came meanwhile ("coordinated omission", Gil Tene).
 *
 * @param chance from 0 to 1; arrivals are a Poisson process
 */
export async function openLoop(
  work: (number: number) => Promise<void>,
  {
    rate,
    seconds,
    chance,
  }: { readonly rate: number; readonly seconds: number; readonly chance: () => number },
): Promise<OpenLoopFigures> {
  const due = arrivals(rate, seconds, chance);
  const times: number[] = [];
  const running = new Set<Promise<void>>();
  let failed = 0;
  let mostAtOnce = 0;
  const began = performance.now();

  for (const [number, at] of due.entries()) {
    const wait = began + at - performance.now();
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
    begin(number, began + at);
  }
  await Promise.all(running);
  return { offered: due.length, done: times.length, failed, times: percentiles(times), mostAtOnce };

  function begin(number: number, dueAt: number): void {
    const piece = work(number)
      .then(
        () => times.push(performance.now() - dueAt),
        () => {
          failed += 1;
        },
      )
      .then(() => void running.delete(piece));
    running.add(piece);
    mostAtOnce = Math.max(mostAtOnce, running.size);
  }
}

/** Milliseconds since the beginning, ascending. */
function arrivals(rate: number, seconds: number, chance: () => number): number[] {
  const due: number[] = [];
  for (let at = gap(); at < seconds * 1_000; at += gap()) due.push(at);
  return due;

  function gap(): number {
    return (-Math.log(1 - chance()) / rate) * 1_000;
  }
}
