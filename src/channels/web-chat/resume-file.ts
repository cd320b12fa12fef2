import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { z } from 'zod';
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

/** `web-chat/resume.json` below the data folder, mode 0600. */
export function openResumeFile({ dataDir, clock, log }: ResumeFileOptions): ResumeFile {
  const file = join(dataDir, 'web-chat', 'resume.json');
  const db = new Low<Document>(durableJson(file), { schema: 1, secrets: [] });
  return { read, write };

  async function read(): Promise<readonly IssuedSecret[]> {
    try {
      await db.read();
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
      // Visitors lose the way back to their chat, not the chat: no reason to keep everybody else waiting.
      const aside = `${file}.damaged-${clock.now()}`;
      await rename(file, aside);
      log.error('resume secrets were damaged and put aside', { file: aside, code: 'document-damaged' });
    }
    return db.data.secrets;
  }

  async function write(secrets: readonly IssuedSecret[]): Promise<void> {
    db.data = { schema: 1, secrets };
    await db.write();
  }
}

/** A power cut leaves either the old or the new document: file and folder are synced around the rename. */
function durableJson(file: string): Adapter<Document> {
  const folder = dirname(file);
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(absentIsNull);
      return text === null ? null : Document.parse(JSON.parse(text));
    },
    async write(document) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const temporary = `${file}.new`;
      await using(await open(temporary, 'w', 0o600), async handle => {
        await handle.writeFile(`${JSON.stringify(document)}\n`);
        await handle.sync();
      });
      await rename(temporary, file);
      await using(await open(folder, 'r'), handle => handle.sync());
    },
  };
}

async function using<H extends { close(): Promise<void> }>(handle: H, work: (handle: H) => Promise<void>) {
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

function absentIsNull(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
