import { createPostgresFacts } from '../../src/conversations/postgres/postgres-facts.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describeFacts } from '../numbers/facts-contract.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

describeFacts('PostgreSQL', async () => {
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  await migrate(database);
  const store = await openStore(database, url, new FakeClock());
  return {
    store,
    facts: createPostgresFacts(database),
    dispose: () => store.close().then(database.close),
  };
});
