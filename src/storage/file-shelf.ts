import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import type { Clock } from '../time-and-chance.ts';
import { durableJsonFile } from './durable-json-file.ts';
import { withFileLock } from './file-lock.ts';
import { fingerprint } from './fingerprint.ts';
import type { OpenShelf, Shelf } from './shelf.ts';

interface Options<S extends z.ZodType> {
  readonly file: string;
  readonly item: S;
  readonly clock: Clock;
}

const Outside = z.object({
  schema: z.literal(1),
  records: z.array(z.tuple([z.string(), z.unknown()])),
});

/**
 * A shelf in one JSON file, read again whenever a command changed it beside a running server. Throws
 * `Failure('document-damaged')` rather than begin with an empty one.
 */
export function openFileShelf<S extends z.ZodType>({ file, item, clock }: Options<S>): Shelf<z.infer<S>> {
  type Document = { readonly schema: 1; readonly records: readonly (readonly [string, z.infer<S>])[] };
  const db = new Low<Document | null>(durableJsonFile<Document>(file, check), null);
  let readAt = '';

  return {
    async get(id) {
      return new Map(await records()).get(id);
    },
    async all() {
      return (await records()).map(([, record]) => record);
    },
    change(id, next) {
      return withFileLock(file, clock, async () => {
        const before = new Map(await records());
        const after = next(before.get(id));
        if (after === before.get(id)) return after;
        if (after === undefined) before.delete(id);
        else before.set(id, after);
        db.data = { schema: 1, records: [...before] };
        // Should the disk refuse it, what is there counts.
        readAt = '';
        await db.write();
        return after;
      });
    },
  };

  function check(value: unknown): Document {
    const { schema, records } = Outside.parse(value);
    return { schema, records: records.map(([id, record]) => [id, item.parse(record)] as const) };
  }

  async function records(): Promise<Document['records']> {
    const now = await fingerprint(file);
    if (now !== readAt) {
      await db.read();
      // Asked before the read: what is written in between is read the next time.
      readAt = now;
    }
    return db.data?.records ?? [];
  }
}

/** Shelves in `console/{name}.json` below the data folder. */
export function openFileShelves(dataDir: string, clock: Clock): OpenShelf {
  return (name, item) => openFileShelf({ file: join(dataDir, 'console', `${name}.json`), item, clock });
}
