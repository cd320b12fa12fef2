import type { TestProject } from 'vitest/node';
import { startPooler } from '../support/pooler.ts';
import { startPostgres } from '../support/postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL for all files of the run; each test takes a database of its own. */
    readonly postgresUrl: string;
  }
}

export default async function startSharedPostgres(project: TestProject): Promise<() => Promise<void>> {
  // Processes are killed here, never the machine: waiting for the disk would prove nothing.
  const server = await startPostgres({ fsync: 'off' });
  project.provide('postgresUrl', server.url);
  const stopPooler = await startPooler(server.url);
  return () => stopPooler().then(server.stop);
}
