import type { Database, Statement } from '../../storage/postgres/database.ts';
import type { KeptArrival } from '../lowdb/inbox/arrival-entries.ts';

/**
 * Puts arrivals into the inbox as another store kept them: what was given up stays given up. One that is there already
 * stays as it is. Answers how many of them are there afterwards.
 */
export async function importArrivals(database: Database, arrivals: readonly KeptArrival[]): Promise<number> {
  for (const { conversation, key, sealed, since, dueAt, attempts, problem, failedAt } of arrivals) {
    const values = [conversation, key, sealed, since, dueAt, attempts, problem ?? null, failedAt ?? null];
    await database.run(importArrival, values);
  }
  const [counted] = await database.run<{ count: number }>(countArrivals, [
    arrivals.map(({ conversation }) => conversation),
    arrivals.map(({ key }) => key),
  ]);
  return counted?.count ?? 0;
}

const importArrival: Statement = {
  name: 'import-arrival',
  text: `
insert into inbox (conversation_id, key, sealed, since, due_at, attempts, problem, failed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (conversation_id, key) do nothing`,
};

const countArrivals: Statement = {
  name: 'count-imported-arrivals',
  text: `
select count(*)::integer as count
from inbox i join unnest($1::text[], $2::text[]) as a(conversation, key) on i.conversation_id = a.conversation and i.key = a.key`,
};
