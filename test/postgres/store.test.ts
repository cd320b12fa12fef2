import { createPostgresInbox } from '../../src/conversations/postgres/postgres-inbox.ts';
import { createPostgresOutbox } from '../../src/conversations/postgres/postgres-outbox.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describeConversationStore } from '../conversations-store/contract.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { throughPooler } from '../support/pooler.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

describeConversationStore('PostgreSQL', async () => {
  const clock = new FakeClock();
  const url = await newDatabase();
  const direct = openDatabase({ url, log: silentLog });
  await migrate(direct);
  await direct.close();
  const { DATABASE_URL: through = url, DATABASE_DIRECT_URL } = throughPooler({ DATABASE_URL: url });
  const pooled = DATABASE_DIRECT_URL !== undefined;
  const database = openDatabase({ url: through, log: silentLog, pooled });
  const open = () => openStore(database, url, clock);
  let store = await open();
  return {
    store,
    clock,
    outbox: () => createPostgresOutbox(database),
    inbox: () => createPostgresInbox(database),
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async dispose() {
      await store.close();
      await database.close();
    },
  };
});
