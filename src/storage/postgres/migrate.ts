import type { PoolClient } from 'pg';
import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import { type Database, openDatabase } from './database.ts';
import { allMigrations, type Migration } from './migrations/all.ts';

/** Any number that no other program uses for an advisory lock in this database. */
const migrationLock = 7_566_019;

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
 * work, the others wait for its lock. Throws `Failure('schema-too-new')` for a database that a newer version has changed.
 */
export async function migrate(
  database: Database,
  tell: (name: string) => void = () => {},
): Promise<readonly string[]> {
  return database.withClient(async client => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    try {
      await client.query(
        'create table if not exists migration (name text primary key, at timestamptz not null default now())',
      );
      const { pending, unknown } = statusOf(await appliedNames(client));
      refuseNewer(unknown);
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

async function apply(client: PoolClient, { name, sql }: Migration): Promise<void> {
  await client.query('begin');
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
