import { expect, it, onTestFinished } from 'vitest';
import { staysFor } from '../../src/console/desk/presence.ts';
import { createSharedPresence } from '../../src/console/desk/shared-presence.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describePresence } from '../console/desk/presence-contract.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

async function openTable() {
  const clock = new FakeClock();
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  onTestFinished(() => database.close());
  await migrate(database);
  return { database, url, clock, presence: createSharedPresence(database, clock) };
}

describePresence('PostgreSQL', openTable);

it('who went away leaves no row behind', async () => {
  const { database, url, clock, presence } = await openTable();
  await presence.note(conversationId('satu'), { id: 'u1', name: 'Rini' }, true);
  await clock.advance(staysFor + 1_000);
  await keepHouse({ database, url, clock, log: silentLog });
  const rows = await database.run<{ count: number }>(
    { name: '', text: 'select count(*)::integer as count from presence' },
    [],
  );
  expect(rows).toEqual([{ count: 0 }]);
});
