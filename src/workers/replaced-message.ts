import type { Worker } from 'node:cluster';
import { z } from 'zod';

const ReplacedMessage = z.object({ kind: z.literal('replaced') });

/** Tells a worker that another one has taken its place, and that it is to end. */
export function tellReplaced(worker: Worker): void {
  worker.send({ kind: 'replaced' } satisfies z.infer<typeof ReplacedMessage>);
}

/** In a worker: calls `end` when another one has taken its place. */
export function onReplaced(end: () => void): void {
  process.on('message', message => {
    if (ReplacedMessage.safeParse(message).success) end();
  });
}
