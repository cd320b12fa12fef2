import { beforeEach, expect, it } from 'vitest';
import type { PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { keepHouse } from '../../src/housekeeping.ts';
import { silentLog as log } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openOwnStore } from './open-store.ts';

/** More old messages than are looked through within a moment, as an import of a version before left them. */
const manyOld = `
insert into message (conversation_id, sequence, at, sender, text, more)
select 'old', n, timestamptz '2026-10-01' + n * interval '1 minute', 'user', 'lama',
       json_build_object('padding', repeat('x', 1800))
from generate_series(1, 5000) n`;

/**
 * As with millions of messages: whoever looks through the whole default partition, to attach another or to check a
 * constraint, keeps its locks for longer than a statement of a turn may take.
 */
const slowToScan = `
create function note_scans() returns event_trigger language plpgsql as $$ begin
  perform set_config('test.scans', pg_stat_get_xact_numscans('message_default'::regclass)::text, false);
end $$;
create function be_slow() returns event_trigger language plpgsql as $$ begin
  if pg_stat_get_xact_numscans('message_default'::regclass) > current_setting('test.scans')::bigint then
    perform pg_sleep(2.5);
  end if;
end $$;
create event trigger scans_before on ddl_command_start execute function note_scans();
create event trigger scans_after on ddl_command_end execute function be_slow()`;

const id = conversationId('one');

let clock: FakeClock;
let url: string;
let database: Database;
let store: PostgresStore;
beforeEach(async () => {
  clock = new FakeClock('2026-12-30T00:00:00.000Z');
  ({ url, database, store } = await openOwnStore(clock));
  await run(manyOld);
});

it('a default partition that takes long to look through keeps no month from being made, and no turn waiting', async () => {
  await run(slowToScan);
  let done = false;
  const made = Promise.all([1, 2].map(() => keepHouse({ database, url, clock, log }))).finally(() => {
    done = true;
  });
  let turns = 0;
  for (; !done; turns += 1) await take(store, id, { at: '2026-12-30T00:00:00.000Z' });
  await made;
  expect(turns).toBeGreaterThan(10);
  for (const at of ['2027-01-01T00:00:00.000Z', '2027-02-28T12:00:00.000Z']) await take(store, id, { at });
  expect(await filled()).toEqual({
    message_2027_01: 1,
    message_2027_02: 1,
    message_default: 5_000 + turns,
  });
});

/** What a process leaves that was ended while PostgreSQL looked. */
const brokenOff = `
alter table message_default add constraint message_2027_01_kept_out
  check (at < '2027-01-01T00:00:00Z' or at >= '2027-02-01T00:00:00Z') not valid`;

it('a month whose making was broken off is made by the next who keeps house', async () => {
  await run(brokenOff);
  await keepHouse({ database, url, clock, log });
  await take(store, id, { at: '2027-01-01T00:00:00.000Z' });
  expect(await filled()).toEqual({ message_2027_01: 1, message_default: 5_000 });
});

it('a month that has begun before anybody could make it takes its messages all the same', async () => {
  await run(brokenOff);
  await clock.advance(3 * 24 * 60 * 60_000);
  await keepHouse({ database, url, clock, log });
  await take(store, id, { at: '2027-01-02T00:00:00.000Z' });
  expect(await filled()).toEqual({ message_default: 5_001 });
});

it('a month of which some messages lie there already stays there, and the next one is made', async () => {
  await take(store, id, { at: '2027-01-05T00:00:00.000Z' });
  await keepHouse({ database, url, clock, log });
  for (const at of ['2027-01-06T00:00:00.000Z', '2027-02-28T12:00:00.000Z']) await take(store, id, { at });
  expect(await filled()).toEqual({ message_2027_02: 1, message_default: 5_002 });
});

async function run(sql: string): Promise<void> {
  const patient = openDatabase({ url, log, patient: true });
  await patient.withClient(client => client.query(sql));
  await patient.close();
}

/** Messages in each partition that holds any. */
async function filled(): Promise<Record<string, number>> {
  const text =
    'select tableoid::regclass::text as name, count(*)::integer as count from message group by 1 order by 1';
  const rows = await database.run<{ name: string; count: number }>({ name: '', text }, []);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}
