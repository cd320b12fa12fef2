import { onTestFinished } from 'vitest';
import { createPostgresStore, type PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { createNews } from '../../src/storage/postgres/news.ts';
import { type Clock, secureRandom } from '../../src/time-and-chance.ts';
import { newDatabase } from './new-database.ts';

/** The store as a process has it, with news of its own. */
export async function openStore(database: Database, url: string, clock: Clock): Promise<PostgresStore> {
  const news = createNews({ database, listenUrl: url, clock, log: silentLog });
  const store = createPostgresStore({ database, news, clock, random: secureRandom, log: silentLog });
  await news.listen();
  return { ...store, close: () => store.close().then(news.close) };
}

/** The same on a database of its own; both are closed when the test is over. */
export async function openOwnStore(clock: Clock) {
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  const store = await openStore(database, url, clock);
  onTestFinished(() => store.close().then(database.close));
  return { url, database, store };
}
