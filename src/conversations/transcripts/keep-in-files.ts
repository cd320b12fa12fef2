import type { ConversationId } from '../../ids.ts';
import { createLog } from '../../log.ts';
import { systemClock } from '../../time-and-chance.ts';
import type { ConversationSummary, ListQuery } from '../conversation-store.ts';
import { matches } from '../list-query.ts';
import { askToErase } from '../lowdb/command-socket.ts';
import { eraseUnowned } from '../lowdb/erase-unowned.ts';
import { type FilesBeside, readFilesBeside } from '../lowdb/journal/files-beside.ts';
import { createPaths } from '../lowdb/paths.ts';
import { summarise } from '../lowdb/summary.ts';
import { verifyFiles } from '../lowdb/verify-files.ts';
import { type Found, onlyDamage, type Transcript, type TranscriptKeeper } from './read-conversations.ts';

/**
 * Reads the embedded store's folder without being its owner: it may run beside the server, as every document is replaced
 * in one step. Only erasing changes anything, and a running server does that itself, so that nothing stays in its memory.
 */
export function keepInFiles(dataDir: string): TranscriptKeeper {
  const paths = createPaths(dataDir);
  return {
    async newest(query, limit) {
      const { conversations, damaged } = await find(query, await readFilesBeside(paths));
      const newestFirst = conversations.toSorted((a, b) => order(b.updatedAt, a.updatedAt));
      return { conversations: newestFirst.slice(0, limit), damaged };
    },
    async *all(query) {
      const files = await readFilesBeside(paths);
      const { conversations, damaged } = await find(query, files);
      for (let left = damaged; left > 0; left -= 1) yield 'damaged';
      for (const { id } of conversations.toSorted((a, b) => order(a.startedAt, b.startedAt))) {
        const transcript = await read(id, files).catch(onlyDamage);
        if (transcript) yield transcript;
      }
    },
    read: async id => read(id, await readFilesBeside(paths)),
    async erase(user) {
      const asked = await askToErase(dataDir, user);
      return asked ?? eraseUnowned(dataDir, user, systemClock, createLog('error'));
    },
    verify: () => verifyFiles(paths),
  };
}

async function find(query: ListQuery, files: FilesBeside): Promise<Found> {
  const conversations: ConversationSummary[] = [];
  let damaged = 0;
  for (const id of files.ids) {
    const document = await files.read(id).catch(onlyDamage);
    if (document === 'damaged') damaged += 1;
    else if (document && matches(summarise(document), query)) conversations.push(summarise(document));
  }
  return { conversations, damaged };
}

async function read(id: ConversationId, files: FilesBeside): Promise<Transcript | undefined> {
  const document = await files.read(id);
  if (!document) return undefined;
  const older = await files.olderMessages(document, 0);
  return { summary: summarise(document), messages: [...older, ...document.messages] };
}

function order(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
