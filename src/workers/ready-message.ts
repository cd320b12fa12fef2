import { z } from 'zod';

/** What a worker tells the process that started it, once it takes work. */
export const ReadyMessage = z.object({ kind: z.literal('ready'), url: z.string() });

export function tellReady(url: string): void {
  process.send?.({ kind: 'ready', url } satisfies z.infer<typeof ReadyMessage>);
}
