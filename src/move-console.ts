import type { z } from 'zod';
import { openReadMarkFile } from './console/read-marks/read-mark-file.ts';
import { importReadMarks } from './console/read-marks/shared-read-marks.ts';
import { createSharedUsers } from './console/shared-users.ts';
import { openUserFile } from './console/user-file.ts';
import type { Log } from './log.ts';
import { DayNumbers } from './numbers/day-numbers.ts';
import { settledDaysName } from './numbers/settled-days.ts';
import { shelves } from './open-rights.ts';
import { openFileShelves } from './storage/file-shelf.ts';
import type { Database } from './storage/postgres/database.ts';
import { createPostgresShelf } from './storage/postgres/postgres-shelf.ts';
import type { Clock } from './time-and-chance.ts';

interface Options {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** What was copied, and how many were there already and stay as they are there. */
export interface Copied {
  readonly added: number;
  readonly kept: number;
}

export type MovedConsole = Readonly<Record<'users' | 'readMarks' | 'numbers' | keyof typeof shelves, Copied>>;

/**
 * Copies what the console keeps beside the chats: users, invitations, tokens, requests about personal data, how far each
 * has read, and the numbers of days that have settled. Prepared answers are content and lie in data/. Broken off, it can be run again.
 */
export async function moveConsole(options: Options): Promise<MovedConsole> {
  const { dataDir, database, clock } = options;
  return {
    users: await moveUsers(dataDir, database, clock),
    invitations: await moveRecords(options, 'invitations'),
    'api-tokens': await moveRecords(options, 'api-tokens'),
    'privacy-requests': await moveRecords(options, 'privacy-requests'),
    readMarks: await moveReadMarks(options),
    numbers: await moveShelf(options, settledDaysName, DayNumbers, ({ day }) => day),
  };
}

/** Those whose e-mail address is there already stay as they are there. */
async function moveUsers(dataDir: string, database: Database, clock: Clock): Promise<Copied> {
  const users = await openUserFile(dataDir, clock).all();
  const target = createSharedUsers(database);
  let added = 0;
  for (const user of users) if ((await target.insert(user)) === 'inserted') added += 1;
  return { added, kept: users.length - added };
}

function moveRecords(options: Options, name: keyof typeof shelves): Promise<Copied> {
  return moveShelf<z.ZodType<{ readonly id: string }>>(options, name, shelves[name], ({ id }) => id);
}

async function moveShelf<S extends z.ZodType>(
  { dataDir, database, clock }: Options,
  name: string,
  item: S,
  idOf: (record: z.infer<S>) => string,
): Promise<Copied> {
  const records = await openFileShelves(dataDir, clock)(name, item).all();
  const to = createPostgresShelf({ database, name, item });
  let added = 0;
  for (const record of records) {
    let found = false;
    await to.change(idOf(record), before => {
      found = before !== undefined;
      return before ?? record;
    });
    if (!found) added += 1;
  }
  return { added, kept: records.length - added };
}

async function moveReadMarks({ dataDir, database, clock, log }: Options): Promise<Copied> {
  const marks = await openReadMarkFile({ dataDir, clock, log }).all();
  const added = await importReadMarks(database, marks);
  return { added, kept: marks.length - added };
}
