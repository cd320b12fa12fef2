import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
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
import { builtCommand } from '../support/commands.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';

it('moves what nobody has answered, what nobody has delivered and what was given up, and leaves none of it behind', async () => {
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
  const givenUp = { conversation: conversationId('two'), key: DedupeKey.parse('c'), sealed: 's1.c' };
  await files.inbox.put(arrivals, clock.now());
  await files.inbox.put([givenUp], clock.now());
  await files.inbox.settle(givenUp, { kind: 'failed', at: clock.now() + 5_000, problem: 'unreadable' });
  const letters = [await files.outbox.deadLetters(), await files.inbox.deadLetters()];
  expect(letters.map(({ length }) => length)).toEqual([1, 1]);
  await files.close();

  const url = await newDatabase();
  const database = openDatabase({ url, log: silentLog });
  onTestFinished(() => database.close());
  await migrate(database);
  const counts = { conversations: 1, outbox: 2, inbox: 3 };
  expect(await moveToPostgres(dataDir, database, silentLog)).toMatchObject({
    source: counts,
    target: counts,
  });
  const again = { ...counts, inbox: 0 };
  expect(await moveToPostgres(dataDir, database, silentLog)).toMatchObject({ source: again, target: again });

  const [inbox, outbox] = [createPostgresInbox(database), createPostgresOutbox(database)];
  for (const arrival of arrivals) {
    const [waiting] = await inbox.claimDue(clock.now(), clock.now() + 1_000, 5);
    expect(waiting).toMatchObject(arrival);
    await inbox.settle(arrival, { kind: 'done' });
  }
  expect([await outbox.deadLetters(), await inbox.deadLetters()]).toEqual(letters);
  expect(await inbox.claimDue(clock.now() + 60_000, clock.now() + 61_000, 5)).toEqual([]);
  expect(await inbox.retry(givenUp.conversation, givenUp.key, clock.now())).toBe(true);
  expect(await inbox.claimDue(clock.now(), clock.now() + 1_000, 5)).toMatchObject([givenUp]);
  expect(await outbox.claimDue(clock.now(), clock.now() + 1_000, 5)).toMatchObject([
    { replyAddress: 's1.address', message: { text: 'dua' } },
  ]);
  const reopened = await openLowdbStore({ dataDir, clock, log: silentLog });
  expect(await reopened.inbox.claimDue(clock.now(), clock.now() + 1_000, 5)).toEqual([]);
  await reopened.close();

  await database.run({ name: '', text: 'delete from outbox' }, []);
  const command = promisify(execFile)(process.execPath, [builtCommand('src/db-cli.ts'), 'import'], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: url },
  });
  await expect(command).rejects.toMatchObject({
    stdout: expect.stringMatching(/2 belum terkirim.*0 belum terkirim.*Jumlahnya belum cocok/s),
  });
});
