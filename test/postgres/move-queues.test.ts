import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openLowdbStore } from '../../src/conversations/lowdb/lowdb-store.ts';
import { moveToPostgres } from '../../src/conversations/move-to-postgres.ts';
import { createPostgresInbox } from '../../src/conversations/postgres/postgres-inbox.ts';
import { createPostgresOutbox } from '../../src/conversations/postgres/postgres-outbox.ts';
import { DedupeKey } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { temporaryFolder } from '../conversations-store/opened-store.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

it('moves what nobody has answered and what nobody has delivered, and leaves none of it behind', async () => {
  const dataDir = await temporaryFolder();
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const clock = new FakeClock();
  const files = await openLowdbStore({ dataDir, clock, log: silentLog });
  const id = conversationId('one');
  const at = new Date(clock.now()).toISOString();
  await take(files, id, {
    at,
    says: ['satu', 'dua'].map(text => ({ from: 'bot', text })),
    conversation: { channel: 'whatsapp', replyAddress: 's1.address' },
  });
  const [first] = await files.outbox.claimDue(clock.now(), clock.now(), 1);
  if (first) await files.outbox.settle(first, { kind: 'failed', at: clock.now(), problem: 'blocked' });
  const arrivals = ['a', 'b'].map(key => ({
    conversation: id,
    key: DedupeKey.parse(key),
    sealed: `s1.${key}`,
  }));
  await files.inbox.put(arrivals, clock.now());
  const letters = await files.outbox.deadLetters();
  await files.close();

  const database = openDatabase({ url: await newDatabase(), log: silentLog });
  onTestFinished(() => database.close());
  await migrate(database);
  await moveToPostgres(dataDir, database, silentLog);
  await moveToPostgres(dataDir, database, silentLog);

  const [inbox, outbox] = [createPostgresInbox(database), createPostgresOutbox(database)];
  for (const arrival of arrivals) {
    const [waiting] = await inbox.claimDue(clock.now(), clock.now() + 1_000, 5);
    expect(waiting).toMatchObject(arrival);
    await inbox.settle(arrival, { kind: 'done' });
  }
  expect(await outbox.deadLetters()).toEqual(letters);
  expect(await outbox.claimDue(clock.now(), clock.now() + 1_000, 5)).toMatchObject([
    { replyAddress: 's1.address', message: { text: 'dua' } },
  ]);
  const reopened = await openLowdbStore({ dataDir, clock, log: silentLog });
  expect(await reopened.inbox.claimDue(clock.now(), clock.now() + 1_000, 5)).toEqual([]);
  await reopened.close();
});
