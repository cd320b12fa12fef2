import { copyFile } from 'node:fs/promises';
import type { Log } from '../../../log.ts';
import { groupCommit } from '../../../storage/group-commit.ts';
import type { Clock } from '../../../time-and-chance.ts';
import { openJournal, readJournal } from '../journal/journal.ts';
import { arrivalEntries, arrivalEntry, type KeptArrival, leftIn } from './arrival-entries.ts';

export interface ArrivalJournal {
  /** Durable when it resolves. */
  keep(arrival: KeptArrival): Promise<void>;
  /** Not durable at once: what comes back after a crash is a known key to its turn. */
  done(number: number): void;
  /** Leaves nothing in the journal but what is left in the inbox. */
  shorten(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly folder: string;
  /** What is in the inbox now, what is only being written among it. */
  readonly left: () => readonly KeptArrival[];
  readonly clock: Clock;
  readonly log: Log;
}

/** In milliseconds without anything new: then what was handled leaves the disk. */
const calm = 500;
/** In characters. It bounds what a start has to read, and how long what was handled stays when it is never calm. */
const largest = 8_000_000;

/** A journal that is as short as the inbox whenever it is calm. `found` is what an earlier process has left. */
export async function openArrivalJournal({ folder, left, clock, log }: Options): Promise<{
  readonly journal: ArrivalJournal;
  readonly found: readonly KeptArrival[];
}> {
  const read = await readJournal(folder, arrivalEntries);
  for (const { file, number } of read.damaged) {
    await copyFile(file, `${file}.damaged`);
    log.error('a damaged line of the inbox was put aside', { file, count: number, code: 'document-damaged' });
  }
  const journal = openJournal(folder, read.next);
  /** Something in it is not in the inbox any more, or stands there twice. */
  let outdated = read.entries.length > 0;
  let sizeWhenShort = 0;
  const shorten = groupCommit(rewriteAll);
  let stopWaiting = () => {};
  if (outdated) shortenSoon();

  return {
    found: leftIn(read.entries),
    journal: {
      async keep(arrival) {
        await journal.append(arrivalEntry({ kept: arrival }), () => {});
        shortenSoon();
      },
      done(number) {
        outdated = true;
        journal.append(arrivalEntry({ done: number }), () => {}).catch(report);
        shortenSoon();
      },
      shorten,
      async close() {
        stopWaiting();
        // What could not be shortened is read again at the next start.
        await shorten().catch(report);
        await journal.close();
      },
    },
  };

  function shortenSoon(): void {
    stopWaiting();
    if (journal.size() > largest + 2 * sizeWhenShort) begin();
    else stopWaiting = clock.after(calm, begin);
  }

  function begin(): void {
    shorten().catch(report);
  }

  /** What is written meanwhile comes behind it in the new segment, and is right. */
  async function rewriteAll(): Promise<void> {
    if (!outdated) return;
    outdated = false;
    try {
      const segment = await journal.rotate();
      await Promise.all(left().map(kept => journal.append(arrivalEntry({ kept }), () => {})));
      sizeWhenShort = journal.size();
      await journal.dropBefore(segment);
    } catch (error) {
      outdated = true;
      throw error;
    }
  }

  function report(error: unknown): void {
    log.warn('the inbox could not be shortened', { error });
  }
}
