import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { errorCode } from '../error-code.ts';
import type { Database } from './database.ts';

/** This month and the two to come: an assistant that runs has two months to make the next one. */
const monthsAhead = 2;

/**
 * Makes the monthly partitions of `message` that are missing. A month whose messages lie in the default partition already,
 * because the database is older than its partitions, stays there. Whoever needs the table meanwhile is not kept waiting
 * for more than a moment: then it is tried again later.
 */
export async function makeMonthPartitions(database: Database, clock: Clock, log: Log): Promise<void> {
  for (let ahead = 0; ahead <= monthsAhead; ahead += 1) {
    const { name, from, to } = monthAt(clock.now(), ahead);
    if (await isThere(database, name)) continue;
    try {
      await make(database, name, from, to);
      log.info(`partition ${name} made`);
    } catch (error) {
      if (!mayWait(error)) throw error;
      log.warn(`partition ${name} was not made`, { error });
    }
  }
}

async function isThere(database: Database, name: string): Promise<boolean> {
  const text = 'select to_regclass($1) is not null as there';
  const [row] = await database.run<{ there: boolean }>({ name: 'is-table-there', text }, [name]);
  return row?.there ?? false;
}

function make(database: Database, name: string, from: string, to: string): Promise<void> {
  return database.withClient(async client => {
    await client.query(`begin; set local lock_timeout = '1s'`);
    await client.query(
      `create table if not exists ${name} partition of message for values from ('${from}') to ('${to}')`,
    );
    await client.query('commit');
  });
}

/** 23514: the default partition holds messages of that month. 42P07: another process was faster. */
function mayWait(error: unknown): boolean {
  return error instanceof Failure || ['23514', '42P07'].includes(errorCode(error) ?? '');
}

/** In UTC. The names are made of digits alone, so nothing in them needs quoting. */
function monthAt(now: number, ahead: number) {
  const today = new Date(now);
  const first = (offset: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + offset)).toISOString();
  const [from, to] = [first(ahead), first(ahead + 1)];
  return { name: `message_${from.slice(0, 7).replace('-', '_')}`, from, to };
}
