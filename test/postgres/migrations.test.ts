import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { migrate, migrationStatus } from '../../src/storage/postgres/migrate.ts';
import { allMigrations } from '../../src/storage/postgres/migrations/all.ts';
import { newDatabase } from './new-database.ts';

async function open() {
  const database = openDatabase({ url: await newDatabase(), log: silentLog });
  onTestFinished(() => database.close());
  return database;
}

const names = allMigrations.map(({ name }) => name);

describe('migrations', () => {
  it('are all pending on a new database, and all applied afterwards', async () => {
    const database = await open();
    expect(await migrationStatus(database)).toEqual({ applied: [], pending: names, unknown: [] });
    expect(await migrate(database)).toEqual(names);
    expect(await migrationStatus(database)).toEqual({ applied: names, pending: [], unknown: [] });
  });

  it('are applied once when several processes start at the same moment', async () => {
    const url = await newDatabase();
    const databases = Array.from({ length: 4 }, () => openDatabase({ url, log: silentLog }));
    onTestFinished(async () => void (await Promise.all(databases.map(({ close }) => close()))));
    const applied = await Promise.all(databases.map(database => migrate(database)));
    expect(applied.flat()).toEqual(names);
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
