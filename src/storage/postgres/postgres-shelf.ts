import type { z } from 'zod';
import type { Shelf } from '../shelf.ts';
import type { Database, Statement } from './database.ts';

interface Options<S extends z.ZodType> {
  readonly database: Database;
  /** Never changed once released: the rows remember it. */
  readonly name: string;
  readonly item: S;
}

/** A shelf in the table `console_record`, the same for all processes. */
export function createPostgresShelf<S extends z.ZodType>({
  database,
  name,
  item,
}: Options<S>): Shelf<z.infer<S>> {
  return {
    async get(id) {
      return (await read(id))?.record;
    },
    async all() {
      return (await database.run<RecordRow>(findAll, [name])).map(({ body }) => item.parse(body));
    },
    async matching(fields) {
      const rows = await database.run<RecordRow>(findMatching, [name, JSON.stringify(fields)]);
      return rows.map(({ body }) => item.parse(body));
    },
    async change(id, next) {
      for (;;) {
        const before = await read(id);
        const after = next(before?.record);
        if (after === before?.record) return after;
        if (await write(id, after, before?.version)) return after;
      }
    },
  };

  async function read(id: string) {
    const [row] = await database.run<RecordRow>(find, [name, id]);
    return row && { record: item.parse(row.body), version: row.version };
  }

  /** False when somebody else was faster. */
  async function write(id: string, record: z.infer<S> | undefined, version: number | undefined) {
    const body = JSON.stringify(record);
    if (version === undefined) return (await database.run(insert, [name, id, body])).length > 0;
    if (record === undefined) return (await database.run(remove, [name, id, version])).length > 0;
    return (await database.run(update, [name, id, version, body])).length > 0;
  }
}

interface RecordRow {
  readonly body: unknown;
  readonly version: number;
}

const find: Statement = {
  name: 'find-console-record',
  text: 'select body, version from console_record where shelf = $1 and id = $2',
};

const findAll: Statement = {
  name: 'find-all-console-records',
  text: 'select body, version from console_record where shelf = $1',
};

const findMatching: Statement = {
  name: 'find-matching-console-records',
  text: 'select body, version from console_record where shelf = $1 and body::jsonb @> $2::jsonb',
};

const insert: Statement = {
  name: 'insert-console-record',
  text: 'insert into console_record (shelf, id, body) values ($1, $2, $3::json) on conflict do nothing returning id',
};

const update: Statement = {
  name: 'update-console-record',
  text: `
update console_record set body = $4::json, version = version + 1
where shelf = $1 and id = $2 and version = $3 returning id`,
};

const remove: Statement = {
  name: 'remove-console-record',
  text: 'delete from console_record where shelf = $1 and id = $2 and version = $3 returning id',
};
