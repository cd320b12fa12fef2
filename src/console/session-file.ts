import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { durableJsonFile } from '../conversations/lowdb/durable-json-file.ts';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
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
});
export type KeptSession = Readonly<z.infer<typeof KeptSession>>;

const Document = z.object({ schema: z.literal(1), sessions: z.array(KeptSession).readonly() });
type Document = z.infer<typeof Document>;

export interface SessionFileOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** `console/sessions.json` below the data folder. */
export function openSessionFile({ dataDir, clock, log }: SessionFileOptions) {
  const file = join(dataDir, 'console', 'sessions.json');
  const db = new Low<Document | null>(
    durableJsonFile(file, value => Document.parse(value)),
    null,
  );
  return { read, write };

  async function read(): Promise<readonly KeptSession[]> {
    try {
      await db.read();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'document-damaged') throw error;
      // The team has to log in again, nothing more: no reason not to start.
      const aside = `${file}.damaged-${clock.now()}`;
      await rename(file, aside);
      log.error('console sessions were damaged and put aside', { file: aside, code: error.code });
    }
    return db.data?.sessions ?? [];
  }

  async function write(sessions: readonly KeptSession[]): Promise<void> {
    db.data = { schema: 1, sessions };
    await db.write();
  }
}
