import type { Log } from '../../log.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import type { Clock } from '../../time-and-chance.ts';
import { readIssuedSecrets } from './issued-secrets.ts';
import { openResumeJournal } from './resume-journal.ts';

interface Options {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

const atOnce = 1_000;

/**
 * Copies the hashes of the secrets that are still good from the data folder into the database, so that visitors find
 * their chat again there: with the same TOKEN_KEY. Again is no harm; answers how many were not there yet.
 */
export async function moveResumeSecrets(dataDir: string, { database, clock, log }: Options): Promise<number> {
  const issued = await readIssuedSecrets(openResumeJournal({ dataDir, clock, log }), clock);
  const secrets = issued.all();
  let added = 0;
  for (let from = 0; from < secrets.length; from += atOnce) {
    const some = secrets.slice(from, from + atOnce);
    const rows = await database.run(copy, [
      some.map(({ hash }) => hash),
      some.map(({ user }) => user),
      some.map(({ conversation }) => conversation),
      some.map(({ expiresAt }) => new Date(expiresAt)),
      some.map(({ superseded }) => superseded),
    ]);
    added += rows.length;
  }
  return added;
}

const copy: Statement = {
  name: 'copy-resume-secrets',
  text: `
insert into resume_secret (hash, user_id, conversation_id, expires_at, superseded)
select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::boolean[])
on conflict (hash) do nothing returning hash`,
};
