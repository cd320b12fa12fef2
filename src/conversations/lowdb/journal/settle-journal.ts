import type { Log } from '../../../log.ts';
import type { Clock } from '../../../time-and-chance.ts';
import type { Paths } from '../paths.ts';
import { openQuarantine } from '../quarantine.ts';
import { openJournaledFiles } from './journaled-files.ts';

/** What a crash has left in the journal goes into its documents. For whoever holds the data folder without a server. */
export async function settleJournal(paths: Paths, clock: Clock, log: Log): Promise<void> {
  const quarantine = await openQuarantine(paths, clock, log);
  const files = await openJournaledFiles({ paths, quarantine, inTurn: (_id, work) => work(), clock, log });
  await files.close();
}
