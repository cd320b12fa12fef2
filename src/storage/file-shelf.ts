import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import type { Clock } from '../time-and-chance.ts';
import { durableJsonFile } from './durable-json-file.ts';
import { withFileLock } from './file-lock.ts';
import { fingerprint } from './fingerprint.ts';
import { groupCommit } from './group-commit.ts';
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
 * A shelf in one JSON file, read again whenever a command changed it beside a running server. Changes that come together share a
 * write. Throws `Failure('document-damaged')` rather than begin with an empty one.
 */
export function openFileShelf<S extends z.ZodType>({ file, item, clock }: Options<S>): Shelf<z.infer<S>> {
  type Item = z.infer<S>;
  type Document = { readonly schema: 1; readonly records: readonly (readonly [string, Item])[] };
  const adapter = durableJsonFile<Document>(file, check);
  let known: { readonly as: string; readonly records: ReadonlyMap<string, Item> } | undefined;
  const changes = groupCommit<Change<Item>>(together => withFileLock(file, clock, () => changeAll(together)));

  return {
    async get(id) {
      return (await records()).get(id);
    },
    async all() {
      return [...(await records()).values()];
    },
    async matching(fields) {
      const wanted = Object.entries(fields);
      return [...(await records()).values()].filter(record => {
        const has = new Map(Object.entries(record ?? {}));
        return wanted.every(([field, value]) => has.get(field) === value);
      });
    },
    async change(id, next) {
      const change: Change<Item> = { id, next };
      await changes(change);
      if (change.refused) throw change.refused.error;
      return change.after;
    },
  };

  async function changeAll(together: readonly Change<Item>[]): Promise<void> {
    const before = await records();
    const after = new Map(before);
    for (const change of together) applyTo(after, change);
    if (isSame(before, after)) return;
    const db = new Low<Document | null>(adapter, { schema: 1, records: [...after] });
    await db.write();
    // Whoever else writes waits for the lock: what is in the file now is this.
    known = { as: await fingerprint(file), records: after };
  }

  function check(value: unknown): Document {
    const { schema, records } = Outside.parse(value);
    return { schema, records: records.map(([id, record]) => [id, item.parse(record)] as const) };
  }

  async function records(): Promise<ReadonlyMap<string, Item>> {
    // Asked before the read: what is written in between is read the next time.
    const as = await fingerprint(file);
    if (known?.as === as) return known.records;
    const db = new Low<Document | null>(adapter, null);
    await db.read();
    known = { as, records: new Map(db.data?.records) };
    return known.records;
  }
}

/** What is asked for, and then what became of it. */
interface Change<T> {
  readonly id: string;
  readonly next: (before: T | undefined) => T | undefined;
  after?: T | undefined;
  refused?: { readonly error: unknown };
}

/** One that throws is refused alone. */
function applyTo<T>(records: Map<string, T>, change: Change<T>): void {
  const { id, next } = change;
  try {
    change.after = next(records.get(id));
  } catch (error) {
    change.refused = { error };
    return;
  }
  if (change.after === undefined) records.delete(id);
  else records.set(id, change.after);
}

function isSame<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): boolean {
  return before.size === after.size && [...after].every(([id, record]) => before.get(id) === record);
}

/** Shelves in `console/{name}.json` below the data folder. */
export function openFileShelves(dataDir: string, clock: Clock): OpenShelf {
  return (name, item) => openFileShelf({ file: join(dataDir, 'console', `${name}.json`), item, clock });
}
