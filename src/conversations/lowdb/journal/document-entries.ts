import { z } from 'zod';
import { ConversationId } from '../../../ids.ts';
import { type ConversationDocument, checkDocument } from '../document.ts';
import type { EntryShape } from './lines.ts';

/** One thing that happened to a conversation's document. */
export type DocumentEntry =
  | { readonly kind: 'written'; readonly id: ConversationId; readonly document: ConversationDocument }
  | { readonly kind: 'removed'; readonly id: ConversationId }
  /** Its line is damaged: what was acknowledged is not known any more. */
  | { readonly kind: 'lost'; readonly id: ConversationId; readonly content: string };

const Stored = z.union([
  z.strictObject({ document: z.looseObject({ id: ConversationId }) }),
  z.strictObject({ removed: ConversationId }),
]);

/** `{"document":...}`, as JSON already: the document is serialised once and written to two places. */
export function documentEntry(document: string): string {
  return `{"document":${document}}`;
}

export function removalEntry(id: ConversationId): string {
  return JSON.stringify({ removed: id } satisfies z.infer<typeof Stored>);
}

export const documentEntries: EntryShape<DocumentEntry> = {
  parse(value) {
    const stored = Stored.parse(value);
    if ('removed' in stored) return { kind: 'removed', id: stored.removed };
    const { id } = stored.document;
    return { kind: 'written', id, document: checkDocument(stored.document, id) };
  },
  lost: line => namedIn(line).map(id => ({ kind: 'lost', id, content: line })),
};

/** Whose documents a damaged line held, as far as it still says so. */
function namedIn(line: string): readonly ConversationId[] {
  const names = [...line.matchAll(/"schema":1,"id":"([^"]*)"/g)].map(match => match[1]);
  return names.flatMap(name => ConversationId.safeParse(name).data ?? []);
}
