import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { type ExpendableList, openExpendableList } from '../storage/expendable-list.ts';
import type { Clock } from '../time-and-chance.ts';
import { ConsoleUserId } from './users.ts';

/** What is kept of a session: the browser has the secret, we have its hash. */
export const KeptSession = z.strictObject({
  /** SHA-256 of the secret, base64url. */
  hash: z.string(),
  user: ConsoleUserId,
  /** Milliseconds since the epoch, both. */
  startedAt: z.number(),
  seenAt: z.number(),
  /** What the browser calls itself. */
  device: z.string().exactOptional(),
});
export type KeptSession = Readonly<z.infer<typeof KeptSession>>;

export interface SessionFileOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** `console/sessions.json` below the data folder: without it the team has to log in again, nothing more. */
export function openSessionFile({ dataDir, clock, log }: SessionFileOptions): ExpendableList<KeptSession> {
  return openExpendableList({
    file: join(dataDir, 'console', 'sessions.json'),
    item: KeptSession,
    clock,
    log,
  });
}
