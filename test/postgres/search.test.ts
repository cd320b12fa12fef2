import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ListQuery } from '../../src/conversations/conversation-store.ts';
import type { PostgresStore } from '../../src/conversations/postgres/postgres-store.ts';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate } from '../../src/storage/postgres/migrate.ts';
import { createDatabase } from '../support/create-database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openStore } from './open-store.ts';

const count = 900;

/** What the numbered chat says, in messages of their own: number 1 is the newest. */
function said(n: number): string[] {
  return [
    'halo kak',
    ...(n % 2 === 0 ? ['kode'] : []),
    ...(n % 9 === 0 ? ['kirimannya'] : []),
    ...(n % 200 === 0 ? ['pensiun'] : []),
    ...(n === 777 ? ['=> ya'] : []),
  ];
}

let database: Database;
let store: PostgresStore;
beforeAll(async () => {
  const url = await createDatabase(inject('postgresUrl'));
  database = openDatabase({ url, log: silentLog, patient: true });
  await migrate(database);
  store = await openStore(database, url, new FakeClock());
  await database.run({ name: '', text: fill }, [JSON.stringify(chats())]);
  return () => store.close().then(database.close);
});

describe('a search among more conversations than are looked through', () => {
  it.each([
    ['what half of them say', 'kode', (n: number) => n % 2 === 0],
    ['what some of them say, in another form', 'terkirim', (n: number) => n % 9 === 0],
    ['what few of them say', 'pensiun', (n: number) => n % 200 === 0],
    ['what few and what half of them say', 'kode pensiun', (n: number) => n % 200 === 0],
    ['what some and what half of them say', 'kode kirimannya', (n: number) => n % 18 === 0],
    ['what few and what some of them say', 'kirim pensiun', (n: number) => n % 1800 === 0],
    ['a sign that no index holds', '=>', (n: number) => n === 777],
    ['what nobody says', 'zzqx', () => false],
    ['what nobody says beside what all do', 'halo zzqx', () => false],
  ])('finds %s, page by page', async (_, text, says) => {
    const expected = numbers().filter(says);
    expect(await pages({ text, limit: 7 })).toEqual(expected);
    expect(await pages({ text, limit: 30, holder: 'waiting' })).toEqual(expected.filter(n => n % 3 === 0));
  });
});

async function pages(query: ListQuery): Promise<number[]> {
  const seen: number[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await store.list({ ...query, cursor });
    seen.push(...page.conversations.map(({ id }) => Number(id.slice(-4))));
    cursor = page.next;
  }
  return seen;
}

function numbers(): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function chats() {
  return numbers().map(n => ({
    id: `searched-${String(n).padStart(21, '0')}`,
    at: new Date(Date.parse('2026-03-12T00:00:00.000Z') - n * 40_000).toISOString(),
    holder: n % 3 === 0 ? 'waiting' : 'bot',
    says: said(n),
  }));
}

const fill = `
with chat as (
  select id, at, holder, says from json_to_recordset($1) as c(id text, at timestamptz, holder text, says json)
), listed as (
  insert into conversation (id, channel, user_id, started_at, updated_at, version, last_sequence, holder, outcome, notes, state)
  select id, 'web', 'dl_' || id, at, at, 1, json_array_length(says), holder, 'open',
         '{"causes":[],"tried":[],"ownership":"notAsked"}', '{}' from chat
)
insert into message (conversation_id, sequence, at, sender, text, more)
select id, s.place, at, 'user', s.text, json_build_object('id', id || '|' || s.place)
from chat, json_array_elements_text(says) with ordinality as s(text, place)`;
