import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import { type Database, openDatabase } from './database.ts';
import { allMigrations, type Migration } from './migrations/all.ts';

/** Any number that no other program uses for an advisory lock in this database. */
export const migrationLock = 7_566_019;

/** In milliseconds: another process is waited for so long, looking this often. */
const lockPatience = 10_000;
const lookForLock = 100;

/**
 * Who waits for a table keeps all waiting who come after, turns too: so a migration waits for less than a statement of a
 * turn may take, and is begun anew later. Behind a dump that would otherwise be for as long as the dump takes.
 */
const tablePatience = '1s';

export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Applied by a newer version of this program, unknown to this one. */
  readonly unknown: readonly string[];
}

/** Migrates over a connection of its own, directly: the lock belongs to a session, which a pooler does not keep together. */
export async function migrateAt(url: string, log: Log): Promise<void> {
  const database = openDatabase({ url, log, connections: 1, patient: true });
  try {
    await migrate(database, name => log.info(`migration ${name} applied`));
  } finally {
    await database.close();
  }
}

export async function migrationStatus(database: Database): Promise<MigrationStatus> {
  return database.withClient(async client => statusOf(await appliedNames(client)));
}

/**
 * Applies what is missing, each migration in a transaction of its own. Several processes may start at once: one does the
 * work, the others wait for its lock. Throws `Failure('schema-too-new')` for a database that a newer version has changed,
 * `Failure('database-preparing')` when another process takes long.
 */
export async function migrate(
  database: Database,
  tell: (name: string) => void = () => {},
): Promise<readonly string[]> {
  return database.withClient(async client => {
    if ((await pendingOf(client)).length === 0) return [];
    await takeLock(client);
    try {
      await client.query(
        'create table if not exists migration (name text primary key, at timestamptz not null default now())',
      );
      const pending = await pendingOf(client);
      for (const migration of allMigrations.filter(({ name }) => pending.includes(name))) {
        await apply(client, migration);
        tell(migration.name);
      }
      return pending;
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]);
    }
  });
}

async function pendingOf(client: PoolClient): Promise<readonly string[]> {
  const { pending, unknown } = statusOf(await appliedNames(client));
  refuseNewer(unknown);
  return pending;
}

async function takeLock(client: PoolClient): Promise<void> {
  const until = performance.now() + lockPatience;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      migrationLock,
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() > until)
      throw new Failure(
        'database-preparing',
        'Another process migrates the database',
        'Wait for it, or look for who holds the advisory lock; no restart is needed.',
      );
    await pause(lookForLock);
  }
}

async function apply(client: PoolClient, { name, sql }: Migration): Promise<void> {
  await client.query(`begin; set local lock_timeout = '${tablePatience}'`);
  try {
    await client.query(sql);
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function appliedNames(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('migration') is not null as there",
  );
  if (!rows[0]?.there) return [];
  const applied = await client.query<{ name: string }>('select name from migration order by name');
  return applied.rows.map(({ name }) => name);
}

function statusOf(applied: readonly string[]): MigrationStatus {
  const known = allMigrations.map(({ name }) => name);
  return {
    applied,
    pending: known.filter(name => !applied.includes(name)),
    unknown: applied.filter(name => !known.includes(name)),
  };
}

function refuseNewer(unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  throw new Failure(
    'schema-too-new',
    `The database holds migrations that this version does not know: ${unknown.join(', ')}`,
    'Start the version that made them, or a newer one; going back is not supported.',
  );
}
