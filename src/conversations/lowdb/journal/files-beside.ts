import type { ConversationId } from '../../../ids.ts';
import { damaged } from '../../../storage/durable-json-file.ts';
import { type ConversationFiles, createConversationFiles } from '../conversation-files.ts';
import type { ConversationDocument } from '../document.ts';
import { listConversations, type Paths } from '../paths.ts';
import { documentEntries } from './document-entries.ts';
import { type ReadJournal, readJournal } from './journal.ts';
import { latestOf } from './latest.ts';

/** Conversations as they were last acknowledged, for somebody who only reads. */
export interface FilesBeside extends Pick<ConversationFiles, 'read' | 'olderMessages'> {
  readonly ids: readonly ConversationId[];
  readonly damaged: ReadJournal<unknown>['damaged'];
}

/**
 * Reads the journal once, and the files as they are asked for: it may run beside the process that writes. What was in the journal
 * is in its file before it leaves the journal, so the newer of the two is right.
 */
export async function readFilesBeside(paths: Paths): Promise<FilesBeside> {
  const found = await readJournal(paths.journal, documentEntries);
  const { written, removed, lost } = latestOf(found.entries);
  const journaled = new Map(written.map(document => [document.id, document]));
  const gone = new Set(removed);
  const lostIds = new Set(lost.map(({ id }) => id));
  const files = createConversationFiles(paths);
  const listed = await listConversations(paths);

  return {
    ids: [...new Set([...listed, ...journaled.keys(), ...lostIds])].filter(id => !gone.has(id)),
    damaged: found.damaged,
    olderMessages: files.olderMessages,
    async read(id) {
      if (gone.has(id)) return undefined;
      if (lostIds.has(id)) throw damaged(paths.journal, new Error('a line of it is damaged'));
      const document = journaled.get(id);
      return document ? newer(document, await files.read(id).catch(() => undefined)) : files.read(id);
    },
  };
}

function newer(
  journaled: ConversationDocument,
  file: ConversationDocument | undefined,
): ConversationDocument {
  return file && file.version > journaled.version ? file : journaled;
}
