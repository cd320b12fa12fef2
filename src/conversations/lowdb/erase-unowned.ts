import { access, readFile } from 'node:fs/promises';
import { Failure } from '../../failure.ts';
import type { ConversationId, UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { errorCode } from '../../storage/error-code.ts';
import type { Clock } from '../../time-and-chance.ts';
import { createConversationFiles } from './conversation-files.ts';
import { openJournaledInbox } from './inbox/journaled-inbox.ts';
import { removeIndexFile } from './index-file.ts';
import { settleJournal } from './journal/settle-journal.ts';
import { createPaths, listConversations, type Paths } from './paths.ts';
import { openQuarantine } from './quarantine.ts';
import { claimDataDir } from './single-process.ts';

/**
 * Erases a user while no server runs; holds the data folder meanwhile. Damaged documents that name the user go as well,
 * others stay where they are. Answers how many conversations there were.
 */
export async function eraseUnowned(dataDir: string, user: UserId, clock: Clock, log: Log): Promise<number> {
  if (!(await exists(dataDir))) return 0;
  const claim = await claimDataDir(dataDir, log);
  try {
    const paths = createPaths(dataDir);
    await settleJournal(paths, clock, log);
    const files = createConversationFiles(paths);
    const inbox = await openJournaledInbox(dataDir, clock, log);
    let erased = 0;
    for (const id of await listConversations(paths)) {
      if (!(await belongsTo(paths, id, user))) continue;
      await files.remove(id);
      await inbox.forget(id);
      erased += 1;
    }
    await inbox.close();
    await removeIndexFile(paths);
    await (await openQuarantine(paths, clock, log)).erase(user);
    return erased;
  } finally {
    await claim.release();
  }
}

async function belongsTo(paths: Paths, id: ConversationId, user: UserId): Promise<boolean> {
  try {
    return (await createConversationFiles(paths).read(id))?.user === user;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return (await readFile(paths.document(id), 'utf8')).includes(JSON.stringify(user));
  }
}

async function exists(folder: string): Promise<boolean> {
  try {
    await access(folder);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
