import type { ConversationId } from '../../../ids.ts';
import type { Log } from '../../../log.ts';
import { groupCommit } from '../../../storage/group-commit.ts';
import type { Clock } from '../../../time-and-chance.ts';
import { type ConversationFiles, createConversationFiles } from '../conversation-files.ts';
import type { ConversationDocument } from '../document.ts';
import { listConversations, type Paths } from '../paths.ts';
import type { Quarantine } from '../quarantine.ts';
import { documentEntries, documentEntry, removalEntry } from './document-entries.ts';
import { openJournal, readJournal } from './journal.ts';
import { latestOf } from './latest.ts';

/** The files of conversations with a journal in front of them, for the process that owns them. */
export interface JournaledFiles extends ConversationFiles {
  /** Every conversation, those that are only in the journal among them. */
  ids(): Promise<readonly ConversationId[]>;
  /** Brings what is only in the journal into its files, and empties the journal. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly paths: Paths;
  readonly quarantine: Pick<Quarantine, 'keep'>;
  /** Runs work of one conversation after what is being done with it; `write` and `remove` are called from within. */
  readonly inTurn: <T>(id: ConversationId, work: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly log: Log;
}

/** So many writes at once are cheaper together: a document costs two syncs, a line of the journal shares one. */
const worthSharing = 2;
/** In milliseconds without a write. */
const calm = 500;
/** In characters. It bounds what a start has to read again, and what is kept in memory. */
const largestSegment = 8_000_000;

/**
 * One write at a time goes straight into its document. When several come together they share a line of the journal, and reach
 * their documents when it is calm. A conversation that is in the journal stays there until then, so its last entry is never
 * older than its document.
 */
export async function openJournaledFiles(options: Options): Promise<JournaledFiles> {
  const { paths, inTurn, clock, log } = options;
  const files = createConversationFiles(paths);
  const found = await readJournal(paths.journal, documentEntries);
  const journal = openJournal(paths.journal, found.next);
  /** Newer than their files. */
  const pending = new Map<ConversationId, ConversationDocument>();
  /** The last segment that names a conversation. */
  const named = new Map<ConversationId, number>();
  let writing = 0;
  const settle = groupCommit(settleAll);
  let stopWaiting = () => {};
  await recover();

  return {
    read: async id => pending.get(id) ?? (await files.read(id)),
    write,
    writePart: files.writePart,
    olderMessages: files.olderMessages,
    remove,
    ids: async () => [...new Set([...(await listConversations(paths)), ...pending.keys()])],
    settle,
    async close() {
      stopWaiting();
      // What could not be settled is read again at the next start.
      await settle().catch(report);
      await journal.close();
    },
  };

  async function recover(): Promise<void> {
    for (const { file, number } of found.damaged)
      log.error('a line of the journal is damaged', { file, count: number, code: 'document-damaged' });
    const { written, removed, lost } = latestOf(found.entries);
    for (const { id, content } of lost) await options.quarantine.keep(id, content);
    for (const id of removed) await files.remove(id);
    for (const document of written) {
      // A file that is newer was written after a copy of the journal was made; a damaged one is healed.
      const file = await files.read(document.id).catch(() => undefined);
      if (!file || file.version <= document.version) pending.set(document.id, document);
    }
    await settle();
  }

  async function write(document: ConversationDocument): Promise<void> {
    const { id } = document;
    writing += 1;
    try {
      if (writing < worthSharing && !named.has(id)) return await files.write(document);
      await journal.append(documentEntry(JSON.stringify(document)), segment => {
        named.set(id, segment);
        pending.set(id, document);
      });
      settleSoon();
    } finally {
      writing -= 1;
    }
  }

  /** Written down first: the journal must not bring back what a crash finds half removed. */
  async function remove(id: ConversationId): Promise<void> {
    if (named.has(id)) {
      await journal.append(removalEntry(id), segment => {
        named.set(id, segment);
        pending.delete(id);
      });
    }
    await files.remove(id);
  }

  function settleSoon(): void {
    stopWaiting();
    if (journal.size() >= largestSegment) begin();
    else stopWaiting = clock.after(calm, begin);
  }

  function begin(): void {
    settle().catch(report);
  }

  function report(error: unknown): void {
    log.error('the journal could not be settled', { error });
  }

  async function settleAll(): Promise<void> {
    const segment = await journal.rotate();
    for (const id of [...pending.keys()]) await inTurn(id, () => writePending(id));
    await journal.dropBefore(segment);
    for (const [id, last] of named) if (last < segment) named.delete(id);
  }

  async function writePending(id: ConversationId): Promise<void> {
    const document = pending.get(id);
    if (!document) return;
    await files.write(document);
    pending.delete(id);
  }
}
