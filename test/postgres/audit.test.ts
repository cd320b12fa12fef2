import { expect, it, onTestFinished } from 'vitest';
import { createSharedAuditLog } from '../../src/audit/shared-audit-log.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { describeAuditLog, labelled } from '../audit/contract.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

async function openTable() {
  const clock = new FakeClock();
  const database = openDatabase({ url: await newDatabase(), log: silentLog });
  await migrate(database);
  const open = () => createSharedAuditLog(database, clock);
  return { database, clock, audit: open(), another: open, dispose: () => database.close() };
}

describeAuditLog('PostgreSQL', openTable);

it('the database refuses to change, remove or empty the audit log, and a change behind its back is found', async () => {
  const { database, audit, dispose } = await openTable();
  onTestFinished(dispose);
  for (const object of ['a', 'b', 'c']) await audit.append(labelled(object));
  const tries = ["update audit_entry set object = 'x'", 'delete from audit_entry', 'truncate audit_entry'];
  for (const text of tries) await expect(database.run({ name: '', text }, [])).rejects.toThrow('append-only');
  expect(await audit.verify()).toMatchObject({ entries: 3 });
  await database.run({ name: '', text: 'alter table audit_entry disable trigger all' }, []);
  await database.run({ name: '', text: "update audit_entry set object = 'x' where number = 2" }, []);
  expect(await audit.verify()).toMatchObject({ broken: { number: 2, problem: 'changed' } });
});
