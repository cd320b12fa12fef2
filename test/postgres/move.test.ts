import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { moveToPostgres } from '../../src/conversations/move-to-postgres.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { temporaryFolder } from '../conversations-store/opened-store.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

it('moves every conversation with messages, keys and timers, and again without doubling any', async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const clock = new FakeClock();
  const files = await openLowdbStore({ dataDir, clock, log: silentLog });
  const ids = ['one', 'two', 'three'].map(conversationId);
  for (const id of ids) {
    await take(files, id, { says: Array.from({ length: 450 }, (_, index) => `pesan ${index} \0`) });
    await take(files, id, {
      conversation: { timers: [{ id: 't', name: 'later', dueAt: '2026-04-01T00:00:00.000Z' }] },
    });
  }
  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  await migrate(database);
  await expect(moveToPostgres(dataDir, database, silentLog)).rejects.toMatchObject({
    code: 'data-dir-in-use',
  });
  const before = await Promise.all(ids.map(id => files.load(id)));
  const timers = await files.timers();
  await files.close();

  const counts = { conversations: 3, messages: 3 * 451, handledKeys: 6, timers: 3, outbox: 0, inbox: 0 };
  const moved = await moveToPostgres(dataDir, database, silentLog);
  expect(moved).toEqual({ source: counts, target: counts, skipped: 0, damaged: 0 });
  const again = await moveToPostgres(dataDir, database, silentLog);
  expect(again).toEqual({ source: counts, target: counts, skipped: 3, damaged: 0 });

  const store = await openStore(database, url, clock);
  onTestFinished(() => store.close().finally(database.close));
  expect(await Promise.all(ids.map(id => store.load(id)))).toEqual(before);
  expect(new Set(await store.timers())).toEqual(new Set(timers));
  expect(await store.verify()).toEqual({ checked: 3, damaged: [] });
});

it('puts every message into the partition of its month, however old it is', async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const files = await openLowdbStore({ dataDir, clock: new FakeClock(), log: silentLog });
  const times = ['2025-11-30T23:59:59.999Z', '2025-12-01T00:00:00.000Z', '2026-02-14T02:00:00.000Z'];
  for (const at of times) await take(files, conversationId('long'), { at });
  await take(files, conversationId('today'), { at: new Date().toISOString() });
  await files.close();

  const database = openDatabase({ url: await newDatabase(), log: silentLog });
  onTestFinished(() => database.close());
  await migrate(database);
  const { target } = await moveToPostgres(dataDir, database, silentLog);
  expect(target).toMatchObject({ conversations: 2, messages: 4 });
  const text = 'select tableoid::regclass::text as name from message order by at limit 3';
  const names = (await database.run<{ name: string }>({ name: '', text }, [])).map(({ name }) => name);
  expect(names).toEqual(['message_2025_11', 'message_2025_12', 'message_2026_02']);
  expect(await database.run({ name: '', text: 'select from message_default' }, [])).toEqual([]);
});

it('shows what was said before the moment at which a conversation says that it began', async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const [clock, id] = [new FakeClock(), conversationId('early')];
  const files = await openLowdbStore({ dataDir, clock, log: silentLog });
  const startedAt = '2026-03-12T02:00:00.000Z';
  await take(files, id, { at: '2026-03-12T01:59:59.000Z', conversation: { startedAt } });
  await take(files, id, { at: '2026-03-12T02:00:01.000Z' });
  const said = await files.messages(id);
  await files.close();

  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  await migrate(database);
  await moveToPostgres(dataDir, database, silentLog);
  const store = await openStore(database, url, clock);
  onTestFinished(() => store.close().finally(database.close));
  expect(await store.messages(id)).toEqual(said);
  expect(said).toHaveLength(2);
});
