import type { Worker } from 'node:cluster';
import { z } from 'zod';
import type { Clock } from '../time-and-chance.ts';

const Alive = z.object({ kind: z.literal('alive') });

/** In milliseconds. */
const every = 1_000;

/** So long a busy machine may keep a worker from its event loop; one that is silent for longer will not come back. */
const longestSilence = 10_000;

/** In a worker: tells the process that started it that its event loop goes around. */
export function tellAlive(clock: Clock): void {
  if (process.connected) process.send?.({ kind: 'alive' } satisfies z.infer<typeof Alive>);
  clock.after(every, () => tellAlive(clock));
}

/**
 * In the process that started it: calls `silent` once when the worker has been silent for 10 seconds, e.g. in a loop
 * without an end: what it has accepted nobody else would ever answer. The returned function stops it.
 */
export function watchForLife(worker: Worker, clock: Clock, silent: () => void): () => void {
  let cancel = clock.after(longestSilence, silent);
  const heard = (message: unknown) => {
    if (!Alive.safeParse(message).success) return;
    cancel();
    cancel = clock.after(longestSilence, silent);
  };
  worker.on('message', heard);
  return () => {
    worker.off('message', heard);
    cancel();
  };
}
