import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { durableJsonFile } from '../../conversations/lowdb/durable-json-file.ts';
import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { IssuedSecret, type ResumeFile } from './resume.ts';

const Document = z.object({ schema: z.literal(1), secrets: z.array(IssuedSecret).readonly() });
type Document = z.infer<typeof Document>;

export interface ResumeFileOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** `web-chat/resume.json` below the data folder. */
export function openResumeFile({ dataDir, clock, log }: ResumeFileOptions): ResumeFile {
  const file = join(dataDir, 'web-chat', 'resume.json');
  const adapter = durableJsonFile(file, value => Document.parse(value));
  const db = new Low<Document | null>(adapter, null);
  return { read, write };

  async function read(): Promise<readonly IssuedSecret[]> {
    try {
      await db.read();
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'document-damaged') throw error;
      // Visitors lose the way back to their chat, not the chat: no reason to keep everybody else waiting.
      const aside = `${file}.damaged-${clock.now()}`;
      await rename(file, aside);
      log.error('resume secrets were damaged and put aside', { file: aside, code: error.code });
    }
    return db.data?.secrets ?? [];
  }

  async function write(secrets: readonly IssuedSecret[]): Promise<void> {
    db.data = { schema: 1, secrets };
    await db.write();
  }
}
