import { createPostgresStore, type PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { silentLog } from '../../src/log.ts';
import type { Database } from '../../src/storage/postgres/database.ts';
import { createNews } from '../../src/storage/postgres/news.ts';
import { type Clock, secureRandom } from '../../src/time-and-chance.ts';

/** The store as a process has it, with news of its own. */
export async function openStore(database: Database, url: string, clock: Clock): Promise<PostgresStore> {
  const news = createNews({ database, listenUrl: url, clock, log: silentLog });
  const store = createPostgresStore({ database, news, clock, random: secureRandom, log: silentLog });
  await news.listen();
  return { ...store, close: () => store.close().then(news.close) };
}
