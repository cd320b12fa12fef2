import type { TestProject } from 'vitest/node';
import { silentLog } from '../../src/log.ts';
import { migrateAt } from '../../src/storage/postgres/migrate.ts';
import { createDatabase } from '../support/create-database.ts';
import { startPooler } from '../support/pooler.ts';
import { startPostgres } from '../support/postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL for all files of the run; each test takes a database of its own. */
    readonly postgresUrl: string;
    /** The name of a database there that only serves to be copied: migrating takes longer than most tests. */
    readonly migratedDatabase: string;
  }
}

export default async function startSharedPostgres(project: TestProject): Promise<() => Promise<void>> {
  // Processes are killed here, never the machine: waiting for the disk would prove nothing.
  const server = await startPostgres({ fsync: 'off' });
  project.provide('postgresUrl', server.url);
  project.provide('migratedDatabase', await migrateOne(server.url));
  const stopPooler = await startPooler(server.url);
  return () => stopPooler().then(server.stop);
}

async function migrateOne(serverUrl: string): Promise<string> {
  const url = await createDatabase(serverUrl);
  await migrateAt(url, silentLog);
  return new URL(url).pathname.slice(1);
}
