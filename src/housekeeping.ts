import { staysFor } from './console/desk/presence.ts';
import { newsFor } from './console/read-marks/read-marks.ts';
import { idleFor } from './console/sessions.ts';
import { handledFor } from './conversations/turn-facts.ts';
import type { Log } from './log.ts';
import type { Database } from './storage/postgres/database.ts';
import { makeMonthPartitions } from './storage/postgres/month-partitions.ts';
import { makePartitionsPatiently } from './storage/postgres/patient-partitions.ts';
import { purge } from './storage/postgres/purge.ts';
import type { Clock } from './time-and-chance.ts';

interface Options {
  readonly database: Database;
  /** Of the same database, past any transaction pooler. */
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
}

const every = 60 * 60_000;

/**
 * Once an hour: makes the partitions of the months to come and forgets what has had its time. Every process does it;
 * twice does no harm. The returned function stops it.
 */
export function startHousekeeping(options: Options): () => void {
  let stop = options.clock.after(every, run);
  return () => stop();

  function run(): void {
    keepHouse(options).catch(error => options.log.error('housekeeping failed', { error }));
    stop = options.clock.after(every, run);
  }
}

export async function keepHouse({ database, url, clock, log }: Options): Promise<void> {
  await makePartitionsPatiently(url, await makeMonthPartitions({ database, clock, log }), log);
  const now = clock.now();
  const count = await purge(database, [
    { table: 'handled_key', column: 'at', before: now - handledFor },
    { table: 'resume_secret', column: 'expires_at', before: now },
    { table: 'console_session', column: 'seen_at', before: now - idleFor },
    { table: 'presence', column: 'seen_at', before: now - staysFor },
    { table: 'read_mark', column: 'at', before: now - newsFor },
    { table: 'attempt', column: 'until', before: now },
  ]);
  if (count > 0) log.info('what was over was removed', { count });
}
