import { z } from 'zod';
import type { ConversationSummary, ListQuery } from './conversation-store.ts';
import type { Message } from './message.ts';

/** Newest activity first; the id decides between equal times, so that pages never overlap. */
export function newestFirst(a: Position, b: Position): number {
  return compare(b.updatedAt, a.updatedAt) || compare(b.id, a.id);
}

/** All of a query but its words. `since` and `until` select chats that were active in that period. */
export function matches(summary: ConversationSummary, query: ListQuery): boolean {
  return (
    (query.channel === undefined || summary.channel === query.channel) &&
    (query.user === undefined || summary.user === query.user) &&
    (query.holder === undefined || summary.holder === query.holder) &&
    (query.outcome === undefined || summary.outcome === query.outcome) &&
    (query.intent === undefined || summary.intents.includes(query.intent)) &&
    (query.since === undefined || Date.parse(summary.updatedAt) >= Date.parse(query.since)) &&
    (query.until === undefined || Date.parse(summary.startedAt) <= Date.parse(query.until))
  );
}

/** The words of a search, folded; every one of them has to occur. */
export function searchWords(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter(Boolean).map(foldCase);
}

export function containsAll(messages: readonly Message[], words: readonly string[]): boolean {
  const texts = messages.map(message => foldCase(message.text));
  return words.every(word => texts.some(text => text.includes(word)));
}

export interface Position {
  readonly updatedAt: string;
  readonly id: string;
}

export function encodeCursor({ updatedAt, id }: Position): string {
  return Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url');
}

/** A cursor that nobody made here is no position: the list starts at its beginning. */
export function decodeCursor(cursor: string | undefined): Position | undefined {
  try {
    const [updatedAt, id] = cursorShape.parse(
      JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8')),
    );
    return { updatedAt, id };
  } catch {
    return undefined;
  }
}

const cursorShape = z.tuple([z.string(), z.string()]);

function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
