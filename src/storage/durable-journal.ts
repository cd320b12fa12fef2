import { open, rename } from 'node:fs/promises';
import type { z } from 'zod';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { explainWriteError, readIfThere, replaceFile } from './durable-json-file.ts';

/** A list that grows by its end: what an entry costs does not depend on how many there are. */
export interface DurableJournal<T> {
  /** Everything so far, in order. */
  read(): Promise<readonly T[]>;
  /** Durable when it resolves. One call at a time. */
  append(entries: readonly T[]): Promise<void>;
  /** Instead of everything so far. Durable when it resolves. One call at a time. */
  replace(entries: readonly T[]): Promise<void>;
}

interface Options<S extends z.ZodType> {
  readonly file: string;
  readonly entry: S;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * One JSON line an entry. The last line may be torn by a crash: it was never acknowledged, and is passed over. A file that
 * is damaged otherwise is put aside and reported and the list begins empty, so this is for what costs its users only a new
 * start.
 */
export function openDurableJournal<S extends z.ZodType>({
  file,
  entry,
  clock,
  log,
}: Options<S>): DurableJournal<z.infer<S>> {
  /** How many bytes are whole lines; what a failed write left behind them is written over. */
  let whole = 0;

  return {
    async read() {
      const text = (await readIfThere(file)) ?? '';
      const lines = text.slice(0, text.lastIndexOf('\n') + 1);
      whole = Buffer.byteLength(lines);
      try {
        return lines
          .split('\n')
          .slice(0, -1)
          .map(line => entry.parse(JSON.parse(line)));
      } catch {
        await putAside();
        return [];
      }
    },
    async append(entries) {
      const lines = Buffer.from(asLines(entries));
      try {
        await writeAt(whole, lines);
      } catch (error) {
        throw explainWriteError(file, error);
      }
      whole += lines.byteLength;
    },
    async replace(entries) {
      const lines = asLines(entries);
      await replaceFile(file, lines);
      whole = Buffer.byteLength(lines);
    },
  };

  async function writeAt(position: number, lines: Buffer): Promise<void> {
    // The first lines make the file; its folder has to be synced for it.
    if (position === 0) return replaceFile(file, String(lines));
    const handle = await open(file, 'r+');
    try {
      await handle.truncate(position);
      await handle.write(lines, 0, lines.byteLength, position);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  async function putAside(): Promise<void> {
    const aside = `${file}.damaged-${clock.now()}`;
    await rename(file, aside);
    whole = 0;
    log.error('a damaged list was put aside', { file: aside, code: 'document-damaged' });
  }
}

function asLines(entries: readonly unknown[]): string {
  return entries.map(entry => `${JSON.stringify(entry)}\n`).join('');
}
