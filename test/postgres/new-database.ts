import { inject } from 'vitest';
import { createDatabase } from '../support/create-database.ts';

/** An empty database on the PostgreSQL of this run; answers its address. */
export function newDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'));
}
