import { createLog } from '../../log.ts';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * A database for one command of an operator: migrated, without limits of time, closed afterwards. Directly, not through a
 * transaction pooler.
 */
export async function withCommandDatabase<T>(
  { url, directUrl }: { readonly url: string; readonly directUrl: string | undefined },
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = openDatabase({
    url: directUrl ?? url,
    log: createLog('error'),
    connections: 2,
    patient: true,
  });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.close();
  }
}
