import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { migrationLock } from '../../src/storage/postgres/migrate.ts';
import type { Surroundings } from '../../src/surroundings.ts';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { openBreakableLine } from '../support/breakable-line.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { Visitor } from '../support/visitor.ts';
import { emptyDatabase } from './new-database.ts';
import { health, insist, until, untilReady } from './persistent.ts';
import { secrets } from './two-processes.ts';
import { watch } from './watch.ts';

/** As an operator at the database itself. */
async function operate(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function open(databaseUrl: string, more = {}, surroundings: Surroundings = {}): Promise<TestAssistant> {
  const assistant = await openAssistant(surroundings, { ...secrets, DATABASE_URL: databaseUrl, ...more });
  onTestFinished(() => assistant.close());
  return assistant;
}

/** What a visitor who opens the chat is answered. */
async function knock(url: string): Promise<number> {
  const headers = { Origin: 'http://localhost', 'Content-Type': 'application/json' };
  const body = JSON.stringify({ start: true });
  return (await fetch(`${url}/v3/directline/tokens/generate`, { method: 'POST', headers, body })).status;
}

async function chat(url: string): Promise<string[]> {
  return (await Visitor.open(url)).say('lupa sandi');
}

describe('a database that is in trouble when the assistant starts', () => {
  const role = `late_${process.pid}`;
  const as = (user: string) => (url: string) => Object.assign(new URL(url), { username: user }).href;
  it.each([
    {
      what: 'holds migrations of a newer version',
      reason: 'schema-too-new',
      address: (url: string) => url,
      spoil: `create table migration (name text primary key, at timestamptz not null default now());
              insert into migration (name) values ('9999-from-the-future')`,
      mend: "delete from migration where name = '9999-from-the-future'",
    },
    {
      what: 'does not know the user',
      reason: 'database-refused',
      address: as(role),
      spoil: 'select 1',
      mend: `create role ${role} superuser login`,
    },
    {
      what: 'has no connection left',
      reason: 'database-unreachable',
      address: as(`${role}_few`),
      spoil: `create role ${role}_few login connection limit 0`,
      mend: `alter role ${role}_few connection limit 20; grant all on schema public to ${role}_few;
             create extension if not exists pg_trgm`,
    },
  ])('$what: it says so, and takes work once that is mended', async ({ reason, address, spoil, mend }) => {
    const url = await emptyDatabase();
    await operate(url, spoil);
    const assistant = await open(address(url));
    expect(await health(assistant.url)).toEqual([503, reason]);
    expect((await fetch(`${assistant.url}/health/live`)).status).toBe(200);
    expect(await knock(assistant.url)).toBe(503);
    await operate(url, mend);
    await untilReady(assistant);
    expect(await chat(assistant.url)).not.toEqual([]);
  });

  it('is migrated by another process for long: it lives, says so, and takes work afterwards', async () => {
    const url = await emptyDatabase();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query(`select pg_advisory_lock(${migrationLock})`);
    const assistant = await open(url);
    expect((await fetch(`${assistant.url}/health/live`)).status).toBe(200);
    expect(await health(assistant.url)).toEqual([503, 'database-preparing']);
    await other.end();
    await untilReady(assistant);
    expect(await chat(assistant.url)).not.toEqual([]);
  });

  it('takes long to migrate: it lives, so that no probe ends it half way, and takes work afterwards', async () => {
    const url = await emptyDatabase();
    await operate(
      url,
      `create function slow() returns event_trigger language plpgsql as $$ begin perform pg_sleep(600); end $$;
       create event trigger slow on ddl_command_start execute function slow()`,
    );
    const assistant = await open(url);
    expect((await fetch(`${assistant.url}/health/live`)).status).toBe(200);
    expect(await health(assistant.url)).toEqual([503, 'database-preparing']);
    await operate(
      url,
      `drop event trigger slow;
       select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
    );
    await untilReady(assistant);
    expect(await chat(assistant.url)).not.toEqual([]);
  });
});

describe('a database that gets into trouble', () => {
  it.each([
    {
      what: 'has no space left',
      reason: 'disk-full',
      spoil: `create function full_disk() returns trigger language plpgsql as
              $$ begin raise 'no space left' using errcode = '53100'; end $$;
              create trigger full_disk before insert on message for each row execute function full_disk();
              create trigger full_disk before insert on resume_secret for each row execute function full_disk()`,
      mend: 'drop function full_disk cascade',
    },
    {
      what: 'is read-only',
      reason: 'database-read-only',
      spoil: `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$;
              select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      mend: `set transaction_read_only = off; do $$ begin execute format('alter database %I reset default_transaction_read_only', current_database()); end $$`,
    },
  ])('$what: it says so, people still read, and nothing acknowledged is lost', async trouble => {
    const url = await emptyDatabase();
    const assistant = await open(url);
    await untilReady(assistant);
    const visitor = await Visitor.open(assistant.url);
    await visitor.say('lupa sandi');
    const before = await visitor.history();
    await operate(url, trouble.spoil);
    await expect(visitor.say('akun terkunci', 'same')).rejects.toThrow('503');
    expect(await health(assistant.url)).toEqual([503, trouble.reason]);
    await until(async () => (await visitor.history().catch(() => [])).length === before.length, 'read again');
    expect((await Visitor.open(assistant.url, visitor.resume)).conversation).toBe(visitor.conversation);
    await operate(url, trouble.mend);
    await untilReady(assistant);
    await visitor.say('akun terkunci', 'same');
    const after = await visitor.history();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.filter(text => text === 'akun terkunci')).toHaveLength(1);
  });

  it('is slow: the user is told, and the same message sent again is one', async () => {
    const url = await emptyDatabase();
    const assistant = await open(url);
    await untilReady(assistant);
    const visitor = await Visitor.open(assistant.url);
    const blocker = new pg.Client({ connectionString: url });
    await blocker.connect();
    await blocker.query('begin; lock table message in access exclusive mode');
    await expect(visitor.say('lupa sandi', 'same')).rejects.toThrow();
    await blocker.query('rollback');
    await blocker.end();
    await visitor.say('lupa sandi', 'same');
    expect((await visitor.history()).filter(text => text === 'lupa sandi')).toHaveLength(1);
  });
});

describe('the way to the database', () => {
  it('falls silent without a word: it is left, and another server taken behind the same address', async () => {
    const url = await emptyDatabase();
    const line = await openBreakableLine(url);
    const assistant = await open(line.url);
    const elsewhere = await open(url);
    await Promise.all([assistant, elsewhere].map(untilReady));
    const visitor = await Visitor.open(assistant.url);
    const seen: string[] = [];
    await watch(visitor, seen);
    await visitor.say('lupa sandi');
    line.silence();
    await insist(visitor, 'akun terkunci');
    await insist(visitor.through(elsewhere.url), 'makasih');
    const history = await visitor.history();
    expect(history.filter(text => text === 'akun terkunci')).toHaveLength(1);
    await until(() => seen.length >= history.length, 'news is heard again');
    expect(seen).toEqual(history);
  });

  it('is cut while news comes in: it is shown as soon as it can be read, without any more news', async () => {
    const url = await emptyDatabase();
    const line = await openBreakableLine(url);
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (what: string) => void warnings.push(what) };
    const assistant = await open(line.url, { DATABASE_DIRECT_URL: url }, { log });
    const elsewhere = await open(url);
    await Promise.all([assistant, elsewhere].map(untilReady));
    const visitor = await Visitor.open(assistant.url);
    const seen: string[] = [];
    await watch(visitor, seen);
    await visitor.say('lupa sandi');
    line.cut();
    await insist(visitor.through(elsewhere.url), 'makasih');
    await until(
      () => warnings.includes('news of conversations could not be read'),
      'heard, and not readable',
    );
    line.mend();
    await untilReady(assistant);
    const history = await visitor.history();
    await until(() => seen.length >= history.length, 'the last words are shown');
    expect(seen).toEqual(history);
  });
});

describe('a server of databases that is killed', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ fsync: 'off' });
  });
  afterAll(() => server.stop());

  it('before the assistant starts: it starts, says so, and takes work once the server is there', async () => {
    await server.kill();
    const assistant = await open(server.url);
    expect(await health(assistant.url)).toEqual([503, 'database-unreachable']);
    expect(await knock(assistant.url)).toBe(503);
    await server.restart();
    await untilReady(assistant);
    expect(await chat(assistant.url)).not.toEqual([]);
  });

  it('during turns: what was acknowledged is there once and in order, also on sockets that stayed open', async () => {
    const assistant = await open(server.url);
    await untilReady(assistant);
    const visitors = await Promise.all([1, 2, 3].map(() => Visitor.open(assistant.url)));
    const seen = visitors.map(() => [] as string[]);
    for (const [index, visitor] of visitors.entries()) await watch(visitor, seen[index] ?? []);
    const texts = Array.from({ length: 12 }, (_, number) => `pesan nomor ${number}`);
    const talks = visitors.map(async visitor => {
      for (const text of texts) await insist(visitor, text);
    });
    await until(async () => (await visitors[0]?.history())?.includes('pesan nomor 3') ?? false, 'under way');
    await server.kill();
    await server.restart();
    await Promise.all(talks);
    for (const [index, visitor] of visitors.entries()) {
      const history = await visitor.history();
      expect(history.filter(text => texts.includes(text))).toEqual(texts);
      await until(() => seen[index]?.at(-1) === history.at(-1), 'the socket shows everything');
      expect(seen[index]).toEqual(history);
    }
    expect((await assistant.store.verify()).damaged).toEqual([]);
    expect((await health(assistant.url))[0]).toBe(200);
  });
});
