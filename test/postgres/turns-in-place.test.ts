import { expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';

const id = conversationId('one');

async function open() {
  const url = await newDatabase();
  // One connection: what it counts is told when it is asked.
  const database = openDatabase({ url, log: silentLog, connections: 1 });
  await migrate(database);
  const store = await openStore(database, url, new FakeClock());
  onTestFinished(() => store.close().then(database.close));
  return { database, store };
}

/** Changes of rows of conversations, and those among them that no index has noticed. */
async function changes(database: Database) {
  await database.run({ name: '', text: 'select pg_stat_force_next_flush()' }, []);
  const text = `select n_tup_upd::integer as all, n_tup_hot_upd::integer as in_place
                from pg_stat_user_tables where relname = 'conversation'`;
  const [row] = await database.run<{ all: number; in_place: number }>({ name: '', text }, []);
  return row;
}

it('a turn of a chat that goes on changes its row in place: no index has to follow', async () => {
  const { database, store } = await open();
  const before = { outcome: 'open', holder: 'bot' } as const;
  await take(store, id, { at: '2026-03-12T02:00:00.000Z', conversation: before });
  const steps = ['askScreen', 'askPhone', 'didItHelp', 'done'];
  for (const [index, step] of steps.entries()) {
    const state = { dialogs: { dialogStack: [{ id: 'diagnosis', state: { step, slots: {} } }] } };
    const at = `2026-03-12T02:0${index + 1}:00.000Z`;
    await take(store, id, { at, conversation: { state, outcome: 'advised' } });
  }
  expect(await changes(database)).toEqual({ all: 4, in_place: 4 });
  // The next five minutes: the list has to find it where it is now.
  await take(store, id, { at: '2026-03-12T02:05:00.000Z' });
  expect(await changes(database)).toEqual({ all: 5, in_place: 4 });
});
