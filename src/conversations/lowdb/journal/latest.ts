import type { ConversationId } from '../../../ids.ts';
import type { ConversationDocument } from '../document.ts';
import type { DocumentEntry } from './document-entries.ts';

/** What the journal says last of each conversation. */
export function latestOf(entries: readonly DocumentEntry[]): {
  readonly written: readonly ConversationDocument[];
  readonly removed: readonly ConversationId[];
  readonly lost: readonly { readonly id: ConversationId; readonly content: string }[];
} {
  const last = new Map(entries.map(entry => [entry.id, entry]));
  return {
    written: [...last.values()].flatMap(entry => (entry.kind === 'written' ? [entry.document] : [])),
    lost: [...last.values()].flatMap(entry => (entry.kind === 'lost' ? [entry] : [])),
    removed: [...last.values()].flatMap(({ kind, id }) => (kind === 'removed' ? [id] : [])),
  };
}
