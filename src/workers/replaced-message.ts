import type { Worker } from 'node:cluster';
import { z } from 'zod';

const ReplacedMessage = z.object({ kind: z.literal('replaced') });

/** Tells a worker that another one has taken its place, and that it is to end. */
export function tellReplaced(worker: Worker): void {
  const message: z.infer<typeof ReplacedMessage> = { kind: 'replaced' };
  // One that is dying hears nothing any more; without a callback that would be an error that ends this process.
  worker.send(message, () => {});
}

/** In a worker: calls `end` when another one has taken its place. */
export function onReplaced(end: () => void): void {
  process.on('message', message => {
    if (ReplacedMessage.safeParse(message).success) end();
  });
}
