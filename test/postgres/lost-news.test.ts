import { expect, it, onTestFinished } from 'vitest';
import type { PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import type { Clock } from '../../src/time-and-chance.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { newDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';
import { until } from './persistent.ts';

it('what a process has committed that was killed before it could tell is seen elsewhere within 15 seconds', async () => {
  const url = await newDatabase();
  const clock = new FakeClock();
  const [survivor, victim] = [await open(url, clock), await open(url, neverComes)];
  const id = conversationId('watched');
  const seen: string[] = [];
  onTestFinished(survivor.watch(id, messages => seen.push(...messages.map(({ text }) => text))));
  await take(victim, id, { says: ['masih menunggu?'] });
  await clock.advance(14_000);
  expect(seen).toEqual([]);
  await clock.advance(1_000);
  await until(() => seen.length > 0, 'it is seen');
  await clock.advance(60_000);
  expect(seen).toEqual(['masih menunggu?']);
});

/** As if the process had ended before any of its timers. */
const neverComes: Clock = { now: () => Date.now(), after: () => () => {} };

async function open(url: string, clock: Clock): Promise<PostgresStore> {
  const database = openDatabase({ url, log: silentLog });
  const store = await openStore(database, url, clock);
  onTestFinished(() => store.close().then(database.close));
  return store;
}
