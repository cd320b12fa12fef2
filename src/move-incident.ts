import { openEmbeddedIncidentStore } from './incidents/embedded-incident-store.ts';
import type { Log } from './log.ts';
import type { Copied } from './move-console.ts';
import type { Database, Statement } from './storage/postgres/database.ts';
import { type Clock, secureRandom } from './time-and-chance.ts';

interface Options {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Copies the trouble that goes on, so that users go on being told of it. What has ended in the database stays ended, and
 * what was declared there meanwhile stays the one that goes on.
 */
export async function moveIncident({ dataDir, database, clock, log }: Options): Promise<Copied> {
  const current = (await openEmbeddedIncidentStore({ dataDir, clock, random: secureRandom, log })).current();
  if (!current) return { added: 0, kept: 0 };
  const { id, symptom, note = null, since } = current;
  const added = (await database.run(importIncident, [id, symptom, note, since])).length;
  return { added, kept: 1 - added };
}

const importIncident: Statement = {
  name: 'import-incident',
  text: `
insert into incident (id, symptom, note, since)
select $1, $2, $3, $4 where not exists (select from incident where ended_at is null)
on conflict (id) do nothing
returning id`,
};
