import { z } from 'zod';
import type { ConversationSummary, ListQuery, RatingBand } from './conversation-store.ts';

/** Newest activity first; the id decides between equal times, so that pages never overlap. */
export function newestFirst(a: Position, b: Position): number {
  return compare(b.updatedAt, a.updatedAt) || compare(b.id, a.id);
}

/** All of a query but its words. `since` and `until` select chats that were active in that period. */
export function matches(summary: ConversationSummary, query: ListQuery): boolean {
  return isWhere(summary, query) && isAbout(summary, query) && isWhen(summary, query);
}

function isWhere(
  { channel, user, holder, agent, assignee, tags = [] }: ConversationSummary,
  query: ListQuery,
) {
  return (
    (query.channel === undefined || channel === query.channel) &&
    (query.user === undefined || user === query.user) &&
    (query.holder === undefined || holder === query.holder) &&
    (query.agent === undefined || agent?.id === query.agent || assignee?.id === query.agent) &&
    (query.tag === undefined || tags.includes(query.tag))
  );
}

function isAbout({ outcome, intents, causes, hearing, rating }: ConversationSummary, query: ListQuery) {
  return (
    (query.outcome === undefined || outcome === query.outcome) &&
    (query.intent === undefined || intents.includes(query.intent)) &&
    (query.cause === undefined || causes.includes(query.cause)) &&
    (query.fallback === undefined || hearing.fallbacks > 0 === query.fallback) &&
    (query.sureBelow === undefined || (hearing.lowest ?? 1) < query.sureBelow) &&
    (query.rated === undefined || ratingBandOf(rating?.score) === query.rated)
  );
}

function isWhen({ startedAt, updatedAt }: ConversationSummary, query: ListQuery) {
  return (
    (query.since === undefined || Date.parse(updatedAt) >= Date.parse(query.since)) &&
    (query.until === undefined || Date.parse(startedAt) <= Date.parse(query.until))
  );
}

/** Of a score, 1 to 5. */
export function ratingBandOf(score: number | undefined): RatingBand {
  if (score === undefined) return 'none';
  if (score === 3) return 'fair';
  return score < 3 ? 'poor' : 'good';
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

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
