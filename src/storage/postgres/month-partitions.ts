import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { attach, letIn, mayWait } from './attach-month.ts';
import type { Database } from './database.ts';
import { isAhead, type Month, monthOf, monthsFrom } from './months.ts';

interface Options {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * In bytes. PostgreSQL looks through the default partition before it attaches another, and nobody reads or writes messages
 * meanwhile: so much of it takes a moment.
 */
const quickToScan = 8_388_608;

/**
 * Makes the monthly partitions of `message` that are missing. A month whose messages lie in the default partition already,
 * because the database is older than its partitions, stays there. Whoever needs the table meanwhile is not kept waiting
 * for more than a moment: then it is tried again later. Answers the months to come that would take longer; they are left
 * to `makePartitionsPatiently`.
 */
export function makeMonthPartitions(options: Options): Promise<readonly Month[]> {
  return makeMissing(options, monthsFrom(options.clock.now()));
}

/** Makes the partitions for the months of `times`, milliseconds since the epoch; what it has seen to is not asked for again. */
export function partitionsOnDemand(options: Options) {
  const known = new Set<string>();
  return async (times: readonly number[]): Promise<void> => {
    const months = new Map(times.map(at => monthOf(at)).map(month => [month.name, month]));
    for (const name of known) months.delete(name);
    if (months.size > 0) await makeMissing(options, [...months.values()]);
    for (const name of months.keys()) known.add(name);
  };
}

async function makeMissing(
  { database, clock, log }: Options,
  months: readonly Month[],
): Promise<readonly Month[]> {
  const missing = await withoutPartition(database, months);
  if (missing.length === 0) return [];
  if (await isQuick(database)) {
    for (const month of missing)
      if (await make(database, month, log)) log.info(`partition ${month.name} made`);
    return [];
  }
  const now = clock.now();
  for (const month of missing) if (!isAhead(month, now)) await letInAgain(database, month, log);
  return missing.filter(month => isAhead(month, now));
}

async function withoutPartition(database: Database, months: readonly Month[]): Promise<readonly Month[]> {
  const text = 'select name from unnest($1::text[]) as name where to_regclass(name) is null';
  const names = months.map(({ name }) => name);
  const rows = await database.run<{ name: string }>({ name: 'without-partition', text }, [names]);
  return months.filter(({ name }) => rows.some(row => row.name === name));
}

async function isQuick(database: Database): Promise<boolean> {
  const text = `select pg_relation_size('message_default') <= ${quickToScan} as quick`;
  const [row] = await database.run<{ quick: boolean }>({ name: 'is-default-partition-quick', text }, []);
  return row?.quick ?? false;
}

function make(database: Database, month: Month, log: Log): Promise<boolean> {
  return tryIt(month, log, () => database.withClient(client => attach(client, month)));
}

/** A process that was ended while it made this month has left it without anything that takes its messages. */
async function letInAgain(database: Database, month: Month, log: Log): Promise<void> {
  const text = 'select from pg_constraint where conname = $1';
  const kept = await database.run({ name: 'is-constraint-there', text }, [month.keptOut]);
  if (kept.length > 0) await tryIt(month, log, () => database.withClient(client => letIn(client, month)));
}

/** Answers whether it worked. */
async function tryIt(month: Month, log: Log, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!mayWait(error)) throw error;
    log.warn(`partition ${month.name} was not made`, { error });
    return false;
  }
}
