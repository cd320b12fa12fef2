import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { ConversationSummary, ListQuery } from '../conversation-store.ts';
import { matches } from '../list-query.ts';
import { createConversationFiles } from '../lowdb/conversation-files.ts';
import { createPaths, listConversations } from '../lowdb/paths.ts';
import { summarise } from '../lowdb/summary.ts';
import type { Message } from '../message.ts';

export interface Transcript {
  readonly summary: ConversationSummary;
  readonly messages: readonly Message[];
}

export interface Found {
  readonly conversations: readonly ConversationSummary[];
  /** How many documents could not be read; `verify` names them. */
  readonly damaged: number;
}

/**
 * Reads the embedded store's folder without being its owner: it changes nothing and may run beside the server, as every
 * document is replaced in one step.
 */
export function createTranscriptReader(dataDir: string) {
  const paths = createPaths(dataDir);
  const files = createConversationFiles(paths);
  return { find, read };

  /** The oldest conversation first. */
  async function find(query: ListQuery): Promise<Found> {
    const conversations: ConversationSummary[] = [];
    let damaged = 0;
    for (const id of await listConversations(paths)) {
      const document = await files.read(id).catch(onlyDamage);
      if (document === 'damaged') damaged += 1;
      else if (document && matches(summarise(document), query)) conversations.push(summarise(document));
    }
    return { conversations: conversations.sort((a, b) => order(a.startedAt, b.startedAt)), damaged };
  }

  /** `undefined`: there is none, or it was erased meanwhile. Throws `Failure('document-damaged')`. */
  async function read(id: ConversationId): Promise<Transcript | undefined> {
    const document = await files.read(id);
    if (!document) return undefined;
    const older = await files.olderMessages(document, 0);
    return { summary: summarise(document), messages: [...older, ...document.messages] };
  }
}

/** For `catch`: a damaged document is skipped, everything else is passed on. */
export function onlyDamage(error: unknown): 'damaged' {
  if (error instanceof Failure && error.code === 'document-damaged') return 'damaged';
  throw error;
}

function order(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
