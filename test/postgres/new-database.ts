import { inject } from 'vitest';
import { createDatabase } from '../support/create-database.ts';

/** A database of its own on the PostgreSQL of this run, migrated and with nothing in it; answers its address. */
export function newDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'), inject('migratedDatabase'));
}

/** One that no migration has touched. */
export function emptyDatabase(): Promise<string> {
  return createDatabase(inject('postgresUrl'));
}
