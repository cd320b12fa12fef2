import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { keepHouse, startHousekeeping } from '../../src/housekeeping.ts';
import { DedupeKey } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openOwnStore } from './open-store.ts';
import { until } from './persistent.ts';

const day = 24 * 60 * 60_000;
const id = conversationId('one');

let clock: FakeClock;
let url: string;
let database: Database;
let store: PostgresStore;
beforeEach(async () => {
  clock = new FakeClock('2026-12-30T00:00:00.000Z');
  ({ url, database, store } = await openOwnStore(clock));
});

/** Messages in each partition that holds any. */
async function filled(): Promise<Record<string, number>> {
  const text =
    'select tableoid::regclass::text as name, count(*)::integer as count from message group by 1 order by 1';
  const rows = await database.run<{ name: string; count: number }>({ name: '', text }, []);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

describe('partitions by month', () => {
  it('are made for this month and two more, over the end of a year, and take the messages', async () => {
    await Promise.all([1, 2, 3].map(() => keepHouse({ database, url, clock, log: silentLog })));
    for (const at of ['2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z', '2027-02-28T12:00:00.000Z'])
      await take(store, id, { at });
    expect(await filled()).toEqual({ message_2026_12: 1, message_2027_01: 1, message_2027_02: 1 });
    expect(await store.messages(id)).toHaveLength(3);
  });

  it('leave a month alone that has begun without one, and go on with the next', async () => {
    await take(store, id, { at: '2026-12-30T00:00:00.000Z' });
    await keepHouse({ database, url, clock, log: silentLog });
    await take(store, id, { at: '2027-01-02T00:00:00.000Z' });
    expect(await filled()).toEqual({ message_2027_01: 1, message_default: 1 });
  });

  it('are there before their month begins, however long the assistant runs', async () => {
    const stop = startHousekeeping({ database, url, clock, log: silentLog });
    onTestFinished(stop);
    await clock.advance(40 * day);
    const text = "select to_regclass('message_2027_04') is not null as there";
    // Those 960 hours at once keep all connections of the assistant busy.
    const other = openDatabase({ url, log: silentLog, connections: 1 });
    onTestFinished(() => other.close());
    await until(async () => {
      const [row] = await other.run<{ there: boolean }>({ name: '', text }, []);
      return row?.there ?? false;
    }, 'a partition for April');
  });
});

describe('what has had its time', () => {
  it('goes: keys of messages after eight days, and nothing younger', async () => {
    const at = () => new Date(clock.now()).toISOString();
    await take(store, id, { at: at(), handled: 'old' });
    await clock.advance(7 * day);
    await take(store, id, { at: at(), handled: 'young' });
    await clock.advance(2 * day);
    await keepHouse({ database, url, clock, log: silentLog });
    const kept = await database.run({ name: '', text: 'select key from handled_key' }, []);
    expect(kept).toEqual([{ key: 'young' }]);
    expect(await store.hasHandled(id, DedupeKey.parse('young'))).toBe(true);
    expect(await store.messages(id)).toHaveLength(2);
  });

  it('goes in pieces, so that it never holds up a turn for long', async () => {
    const text = `insert into attempt select 'key ' || n, 1, $1 from generate_series(1, 4500) n`;
    await database.run({ name: '', text }, [new Date(clock.now() - 1)]);
    await keepHouse({ database, url, clock, log: silentLog });
    expect(await database.run({ name: '', text: 'select from attempt' }, [])).toEqual([]);
  });
});

describe('the search', () => {
  it('finds a word in another form, and uses both indexes', async () => {
    await take(store, id, { says: ['kodenya belum dikirimkan, kak'] });
    for (const text of ['kirim', 'DIKIRIMKAN', 'terkirim', 'irimka', 'terkirim kak'])
      expect((await store.list({ text })).conversations, text).toHaveLength(1);
    for (const text of ['%', '_', "'", '&|!()', 'terkirim lupa'])
      expect((await store.list({ text })).conversations, text).toHaveLength(0);
    const plan = await database.withClient(async client => {
      await client.query('set enable_seqscan = off');
      return client.query(
        `explain select from message m where m.text ilike '%kirim%' or m.words @@ plainto_tsquery('indonesian', 'kirim')`,
      );
    });
    expect(JSON.stringify(plan.rows)).toMatch(/text_idx.*words_idx/s);
  });
});
