import { describe, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describeHostileQueries } from '../console/hostile-queries.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

describe('the list in PostgreSQL', () => {
  describeHostileQueries(async () => {
    const url = await newDatabase();
    const database = openDatabase({ url, log: silentLog });
    await migrate(database);
    const store = await openStore(database, url, new FakeClock());
    onTestFinished(() => store.close().then(database.close));
    return store;
  });
});
