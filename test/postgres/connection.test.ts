import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresOutbox } from '../../src/conversations/postgres/postgres-outbox.ts';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { withinDatabaseTime } from '../../src/storage/postgres/time-budget.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

async function open(url: string): Promise<Database> {
  const database = openDatabase({ url, log: silentLog, connections: 1 });
  onTestFinished(database.close);
  return database;
}

describe('a connection to the database', () => {
  it('that is cut while several statements are made over it fails them, and the process goes on', async () => {
    const url = await newDatabase();
    const [working, other] = [await open(url), await open(url)];
    const cut = async (client: PoolClient) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      await other.run({ name: 'cut', text: 'select pg_terminate_backend($1)' }, [rows[0]?.pid]);
      // Nothing is under way when it breaks.
      await pause(100);
      await client.query('select 1');
    };
    await expect(working.withClient(cut)).rejects.toThrow();
    expect(await working.run({ name: 'again', text: 'select 1 as one' }, [])).toEqual([{ one: 1 }]);
  });

  it('loads chats also after a newer version has added a column', async () => {
    const url = await newDatabase();
    const database = await open(url);
    const store = await openStore(database, url, systemClock);
    onTestFinished(store.close);
    const id = conversationId('before');
    await take(store, id, { says: ['masih di sini'] });
    expect(await store.load(id)).toMatchObject({ version: 1 });
    const newer = await open(url);
    await newer.run({ name: 'add-column', text: 'alter table conversation add column mood text' }, []);
    expect(await store.load(id)).toMatchObject({ version: 1 });
  });

  it('is not held by turns that wait, as for the account service: with a single one twenty wait and others are answered', async () => {
    const url = await newDatabase();
    const database = await open(url);
    const store = await openStore(database, url, systemClock);
    onTestFinished(store.close);
    let answered = () => {};
    const accountService = new Promise<void>(resolve => {
      answered = resolve;
    });
    let waiting = 0;
    const waiters = Array.from({ length: 20 }, (_, n) => conversationId(`waits ${n}`));
    const turns = waiters.map(id =>
      store.exclusively(id, async () => {
        await store.load(id);
        waiting += 1;
        await accountService;
        await take(store, id, { says: ['kodenya terkirim'] });
      }),
    );
    await expect.poll(() => waiting, { timeout: 20_000 }).toBe(20);
    await store.exclusively(conversationId('other'), () => take(store, conversationId('other')));
    expect(await store.load(conversationId('other'))).toMatchObject({ version: 1 });
    answered();
    await Promise.all(turns);
    for (const id of waiters) expect(await store.messages(id)).toHaveLength(1);
  });

  it('is left to the outbox by a turn that has used up its time', async () => {
    const database = await open(await newDatabase());
    const outbox = createPostgresOutbox(database);
    const now = Date.now();
    expect(await withinDatabaseTime(0, () => outbox.claimDue(now, now + 60_000, 10))).toEqual([]);
  });
});
