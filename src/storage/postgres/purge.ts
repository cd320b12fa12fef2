import type { Database } from './database.ts';

/** Rows of `table` whose `column` lies before a moment are over. Names of ours, never given from outside. */
export interface Expiring {
  readonly table: string;
  readonly column: string;
  /** Milliseconds since the epoch. */
  readonly before: number;
}

/** So few that turns hardly notice. */
const atOnce = 2_000;

/** Removes what is over, a little at a time; answers how many rows there were. */
export async function purge(database: Database, expiring: readonly Expiring[]): Promise<number> {
  let all = 0;
  for (const { table, column, before } of expiring) {
    const text = `
with over as (
  delete from ${table} where ctid = any (array(select ctid from ${table} where ${column} < $1 limit ${atOnce})) returning 1
)
select count(*)::integer as count from over`;
    for (let removed = atOnce; removed === atOnce; all += removed) {
      const [row] = await database.run<{ count: number }>({ name: `purge-${table}`, text }, [
        new Date(before),
      ]);
      removed = row?.count ?? 0;
    }
  }
  return all;
}
