import type { ConversationId, UserId } from '../../ids.ts';
import type {
  ChannelName,
  ConversationPage,
  ConversationSummary,
  DueTimer,
  ListQuery,
} from '../conversation-store.ts';
import type { DoubtfulMessage, DoubtfulMessages } from '../doubtful-messages.ts';
import { decodeCursor, encodeCursor, matches, newestFirst } from '../list-query.ts';
import type { OutboxEntry } from './document.ts';
import { createFactsByDay } from './facts-by-day.ts';
import type { IndexEntry } from './index-entry.ts';

const usualLimit = 50;
const largestLimit = 200;

/** A conversation that owes messages or has dead letters. */
type Owing = readonly [ConversationId, readonly OutboxEntry[], ChannelName];

export type Catalogue = ReturnType<typeof createCatalogue>;

/** In memory: the summaries, timers and debts of all conversations, so that none of them needs the documents. */
export function createCatalogue() {
  const summaries = new Map<ConversationId, ConversationSummary>();
  const timers = new Map<ConversationId, readonly DueTimer[]>();

  const owing = new Map<ConversationId, Owing>();

  const facts = createFactsByDay();
  const doubtful = new Map<ConversationId, readonly DoubtfulMessage[]>();

  return {
    put,
    remove,
    entries,
    ofUser,
    idleSince,
    page,
    dueTimers,
    newestDoubtful,
    facts: facts.port,
    owed: () => owing.values(),
  };

  function put({ summary, timers: waiting, outbox, doubtful: doubts, fact }: IndexEntry): void {
    const { id, channel } = summary;
    summaries.set(id, summary);
    if (waiting.length === 0) timers.delete(id);
    else
      timers.set(
        id,
        waiting.map(timer => ({ ...timer, conversation: id })),
      );
    if (outbox.length === 0) owing.delete(id);
    else owing.set(id, [id, outbox, channel]);
    facts.put(fact);
    if (doubts.length === 0) doubtful.delete(id);
    else doubtful.set(id, doubts);
  }

  function* entries(): Generator<IndexEntry> {
    for (const [id, summary] of summaries) {
      const fact = facts.find(id);
      if (!fact) continue;
      yield {
        summary,
        timers: (timers.get(id) ?? []).map(({ conversation: _, ...timer }) => timer),
        outbox: owing.get(id)?.[1] ?? [],
        doubtful: doubtful.get(id) ?? [],
        fact,
      };
    }
  }

  function remove(id: ConversationId): void {
    summaries.delete(id);
    timers.delete(id);
    owing.delete(id);
    doubtful.delete(id);
    facts.remove(id);
  }

  function ofUser(user: UserId): ConversationId[] {
    return [...summaries.values()].filter(summary => summary.user === user).map(summary => summary.id);
  }

  /** Milliseconds since the epoch. */
  function idleSince(moment: number): ConversationId[] {
    const isIdle = ({ updatedAt }: ConversationSummary) => Date.parse(updatedAt) < moment;
    return [...summaries.values()].filter(isIdle).map(summary => summary.id);
  }

  /** @param among only these, for what a search has found */
  function page(query: ListQuery, among?: ReadonlySet<ConversationId>): ConversationPage {
    const limit = Math.min(Math.max(1, Math.floor(query.limit ?? usualLimit) || usualLimit), largestLimit);
    const after = decodeCursor(query.cursor);
    const newest = createNewest(limit + 1);
    for (const one of among ? summariesOf(among) : summaries.values()) {
      if (matches(one, query) && (!after || newestFirst(after, one) < 0)) newest.add(one);
    }
    const conversations = newest.all.slice(0, limit);
    const last = conversations.at(-1);
    return newest.all.length > limit && last
      ? { conversations, next: encodeCursor(last) }
      : { conversations };
  }

  function* summariesOf(ids: Iterable<ConversationId>): Generator<ConversationSummary> {
    for (const id of ids) {
      const summary = summaries.get(id);
      if (summary) yield summary;
    }
  }

  async function newestDoubtful({ since, limit }: Parameters<DoubtfulMessages['newest']>[0]) {
    const oldest = Date.parse(since);
    return [...doubtful.values()]
      .flat()
      .filter(({ at }) => Date.parse(at) >= oldest)
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      .slice(0, limit);
  }

  function dueTimers(): DueTimer[] {
    return [...timers.values()].flat().sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  }
}

/** The newest so many of all that were added, in order: a page of thousands needs no sorting of all of them. */
function createNewest(most: number) {
  const all: ConversationSummary[] = [];
  return {
    all: all as readonly ConversationSummary[],
    add(one: ConversationSummary): void {
      const last = all.at(-1);
      if (all.length === most && last && newestFirst(last, one) < 0) return;
      const place = all.findIndex(other => newestFirst(one, other) < 0);
      all.splice(place === -1 ? all.length : place, 0, one);
      if (all.length > most) all.pop();
    },
  };
}
