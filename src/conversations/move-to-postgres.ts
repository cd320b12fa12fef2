import type { Log } from '../log.ts';
import type { Progress } from '../progress.ts';
import type { Database } from '../storage/postgres/database.ts';
import { makeMonthPartitions, partitionsOnDemand } from '../storage/postgres/month-partitions.ts';
import { systemClock } from '../time-and-chance.ts';
import { createConversationFiles } from './lowdb/conversation-files.ts';
import { type JournaledInbox, openJournaledInbox } from './lowdb/inbox/journaled-inbox.ts';
import { settleJournal } from './lowdb/journal/settle-journal.ts';
import { createPaths, listConversations } from './lowdb/paths.ts';
import { claimDataDir } from './lowdb/single-process.ts';
import { importArrivals } from './postgres/import-arrivals.ts';
import { importConversation, importValues } from './postgres/import-statement.ts';
import { onlyDamage } from './transcripts/read-conversations.ts';

export interface Counts {
  readonly conversations: number;
  readonly messages: number;
  readonly handledKeys: number;
  readonly timers: number;
  /** What channels still have to deliver or have given up. */
  readonly outbox: number;
  /** What nobody has answered yet, or what was given up. */
  readonly inbox: number;
}

export interface Moved {
  /** What the files hold, without the damaged ones. */
  readonly source: Counts;
  /** What the database holds of all that afterwards. */
  readonly target: Counts;
  /** Were in the database already, e.g. from a run that was broken off. */
  readonly skipped: number;
  /** Could not be read and stay where they are. */
  readonly damaged: number;
}

/**
 * Copies every conversation of the embedded store into the database; the files stay. Broken off, it can be run again.
 * Throws `Failure('data-dir-in-use')` while a server works with the folder.
 */
export async function moveToPostgres(
  dataDir: string,
  database: Database,
  log: Log,
  progress: Progress = () => {},
): Promise<Moved> {
  const claim = await claimDataDir(dataDir, log);
  try {
    const inbox = await moveInbox(await openJournaledInbox(dataDir, systemClock, log), database);
    const paths = createPaths(dataDir);
    await settleJournal(paths, systemClock, log);
    const files = createConversationFiles(paths);
    const ids = await listConversations(paths);
    await makeMonthPartitions({ database, clock: systemClock, log });
    const makePartitions = partitionsOnDemand({ database, clock: systemClock, log });
    const source = {
      conversations: 0,
      messages: 0,
      handledKeys: 0,
      timers: 0,
      outbox: 0,
      inbox: inbox.source,
    };
    let [skipped, damaged] = [0, 0];
    for (const [index, id] of ids.entries()) {
      progress(`${index + 1} dari ${ids.length} percakapan`, index / ids.length);
      const document = await files.read(id).catch(onlyDamage);
      const older =
        document && document !== 'damaged' ? await files.olderMessages(document, 0).catch(onlyDamage) : [];
      if (!document) continue;
      if (document === 'damaged' || older === 'damaged') {
        damaged += 1;
        continue;
      }
      const messages = [...older, ...document.messages];
      // Before them: what once lies in the default partition stays there.
      await makePartitions(messages.map(({ at }) => Date.parse(at)));
      const written = await database.run(importConversation, importValues(document, messages));
      if (written.length === 0) skipped += 1;
      source.conversations += 1;
      source.messages += messages.length;
      source.handledKeys += document.handled.length;
      source.timers += document.timers.length;
      source.outbox += document.outbox.length;
    }
    progress('', 1);
    const target = { ...(await countIn(database, ids)), inbox: inbox.target };
    return { source, target, skipped, damaged };
  } finally {
    await claim.release();
  }
}

/**
 * What nobody has answered yet goes first: were it left behind, nobody would ever see it. It leaves the files once all of it is
 * found in the database.
 */
async function moveInbox(
  from: JournaledInbox,
  database: Database,
): Promise<{ source: number; target: number }> {
  const arrivals = from.all();
  const target = await importArrivals(database, arrivals);
  if (target === arrivals.length) for (const one of arrivals) await from.settle(one, { kind: 'done' });
  await from.close();
  return { source: arrivals.length, target };
}

async function countIn(database: Database, ids: readonly string[]): Promise<Omit<Counts, 'inbox'>> {
  const text = `
select (select count(*)::integer from conversation where id = any($1)) as conversations,
       (select count(*)::integer from message where conversation_id = any($1)) as messages,
       (select count(*)::integer from handled_key where conversation_id = any($1)) as "handledKeys",
       (select count(*)::integer from timer where conversation_id = any($1)) as timers,
       (select count(*)::integer from outbox where conversation_id = any($1)) as outbox`;
  const [counts] = await database.run<Omit<Counts, 'inbox'> & Record<string, number>>(
    { name: 'count-moved', text },
    [ids],
  );
  if (!counts) throw new Error('a count always has a row');
  return counts;
}
