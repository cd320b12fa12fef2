import { expect, it, onTestFinished } from 'vitest';
import { newsFor } from '../../src/console/read-marks/read-marks.ts';
import { createSharedReadMarks } from '../../src/console/read-marks/shared-read-marks.ts';
import { ConsoleUserId } from '../../src/console/users.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describeReadMarks } from '../console/read-marks-contract.ts';
import { conversationId } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

async function openTable() {
  const clock = new FakeClock();
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  onTestFinished(() => database.close());
  await migrate(database);
  const open = () => createSharedReadMarks(database, clock);
  return { database, url, clock, marks: open(), another: open };
}

describeReadMarks('PostgreSQL', openTable);

it('marks that are of no use any more leave no row behind', async () => {
  const { database, url, clock, marks } = await openTable();
  const user = ConsoleUserId.parse('u-rini');
  await marks.mark(user, conversationId('satu'), 1);
  await clock.advance(newsFor);
  await marks.mark(user, conversationId('dua'), 1);
  await clock.advance(1_000);
  await keepHouse({ database, url, clock, log: silentLog });
  const left = { name: '', text: 'select conversation_id from read_mark' };
  expect(await database.run(left, [])).toEqual([{ conversation_id: conversationId('dua') }]);
});
