import { rename } from 'node:fs/promises';
import { Low } from 'lowdb';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { durableJsonFile } from './durable-json-file.ts';

export interface ExpendableList<T> {
  read(): Promise<readonly T[]>;
  /** Durable when it resolves. */
  write(items: readonly T[]): Promise<void>;
}

interface Options<S extends z.ZodType> {
  readonly file: string;
  readonly item: S;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A list that costs its users only a new start when it is lost (sessions, resume secrets): a damaged file is put aside
 * and reported, and the list begins empty, because that is no reason to keep everybody else waiting.
 */
export function openExpendableList<S extends z.ZodType>({
  file,
  item,
  clock,
  log,
}: Options<S>): ExpendableList<z.infer<S>> {
  const Document = z.object({ schema: z.literal(1), items: z.array(item) });
  type Document = { readonly schema: 1; readonly items: readonly z.infer<S>[] };
  const db = new Low<Document | null>(
    durableJsonFile<Document>(file, value => Document.parse(value)),
    null,
  );
  return {
    async read() {
      try {
        await db.read();
      } catch (error) {
        if (!(error instanceof Failure) || error.code !== 'document-damaged') throw error;
        const aside = `${file}.damaged-${clock.now()}`;
        await rename(file, aside);
        log.error('a damaged list was put aside', { file: aside, code: error.code });
      }
      return db.data?.items ?? [];
    },
    async write(items) {
      db.data = { schema: 1, items };
      await db.write();
    },
  };
}
