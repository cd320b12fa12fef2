import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { type Database, openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate, migrationStatus } from '../../src/storage/postgres/migrate.ts';
import { allMigrations } from '../../src/storage/postgres/migrations/all.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { emptyDatabase } from './new-database.ts';
import { openStore } from './open-store.ts';
import { until } from './persistent.ts';

async function open() {
  const database = openDatabase({ url: await emptyDatabase(), log: silentLog });
  onTestFinished(() => database.close());
  return database;
}

const names = allMigrations.map(({ name }) => name);

/** As the version before the one with migration `name` left it. */
async function leaveAsBefore(database: Database, name: string): Promise<void> {
  await database.withClient(async client => {
    await client.query(
      'create table migration (name text primary key, at timestamptz not null default now())',
    );
    for (const earlier of allMigrations.slice(0, names.indexOf(name))) {
      await client.query(earlier.sql);
      await client.query('insert into migration (name) values ($1)', [earlier.name]);
    }
  });
}

describe('migrations', () => {
  it('are all pending on a new database, and all applied afterwards', async () => {
    const database = await open();
    expect(await migrationStatus(database)).toEqual({ applied: [], pending: names, unknown: [] });
    expect(await migrate(database)).toEqual(names);
    expect(await migrationStatus(database)).toEqual({ applied: names, pending: [], unknown: [] });
  });

  it('are applied once when several processes start at the same moment', async () => {
    const url = await emptyDatabase();
    const databases = Array.from({ length: 4 }, () => openDatabase({ url, log: silentLog }));
    onTestFinished(async () => void (await Promise.all(databases.map(({ close }) => close()))));
    const applied = await Promise.all(databases.map(database => migrate(database)));
    expect(applied.flat()).toEqual(names);
  });

  it('show in the list what was said before 0011, in the order of time', async () => {
    const url = await emptyDatabase();
    const database = openDatabase({ url, log: silentLog });
    await leaveAsBefore(database, '0011-turns-in-place');
    const store = await openStore(database, url, new FakeClock());
    onTestFinished(() => store.close().then(database.close));
    const ids = ['first', 'second', 'third'].map(conversationId);
    for (const [minute, id] of ids.entries())
      await take(store, id, { at: `2026-03-12T02:0${minute}:00.000Z` });
    await take(store, conversationId('first'), { at: '2026-03-12T03:00:00.000Z' });
    await migrate(database);
    const listed = (await store.list({})).conversations.map(({ id }) => id);
    expect(listed).toEqual(['first', 'third', 'second'].map(conversationId));
  });

  it('keep nobody waiting who reads while a dump holds the tables, and are applied after it', async () => {
    const url = await emptyDatabase();
    const database = openDatabase({ url, log: silentLog, patient: true });
    onTestFinished(() => database.close());
    await leaveAsBefore(database, '0011-turns-in-place');
    const [dump, turn] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([dump.connect(), turn.connect()]);
    onTestFinished(async () => void (await Promise.all([dump.end(), turn.end()])));
    await dump.query('begin; lock table conversation in access share mode');
    const migrating = migrate(database).then(
      () => 'applied',
      error => error.code,
    );
    await until(async () => {
      const waiting = await turn.query(
        'select from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not granted',
      );
      return waiting.rowCount !== 0;
    }, 'the migration waits for the dump');
    // Far longer than anybody may be kept waiting, and far shorter than this dump takes.
    await turn.query("set statement_timeout = '30s'; select count(*) from conversation");
    expect(await migrating).toBe('database-unreachable');
    await dump.query('commit');
    expect(await migrate(database)).toEqual(names.slice(names.indexOf('0011-turns-in-place')));
  });

  it('refuse a database that a newer version has changed', async () => {
    const database = await open();
    await migrate(database);
    await database.run(
      { name: 'x', text: "insert into migration (name) values ('9999-from-the-future')" },
      [],
    );
    await expect(migrate(database)).rejects.toMatchObject({ code: 'schema-too-new' });
  });

  it('name what is wrong with the address', async () => {
    const port = new URL(inject('postgresUrl')).port;
    const failing = {
      'postgres://postgres@127.0.0.1:1/postgres': 'database-unreachable',
      [`postgres://postgres@127.0.0.1:${port}/nowhere`]: 'database-refused',
      [`postgres://nobody@127.0.0.1:${port}/postgres`]: 'database-refused',
    };
    for (const [url, code] of Object.entries(failing)) {
      const database = openDatabase({ url, log: silentLog });
      await expect(migrate(database)).rejects.toMatchObject({ code });
      await database.close();
    }
  });
});
