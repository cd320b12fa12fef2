import type { ConversationId, UserId } from '../../ids.ts';
import type { ConversationPage, ConversationSummary, DueTimer, ListQuery } from '../conversation-store.ts';
import { decodeCursor, encodeCursor, matches, newestFirst } from '../list-query.ts';
import type { ConversationDocument } from './document.ts';
import { summarise } from './summary.ts';

const usualLimit = 50;
const largestLimit = 200;

/** In memory: the summaries and timers of all conversations, so that neither needs the documents. */
export function createCatalogue() {
  const summaries = new Map<ConversationId, ConversationSummary>();
  const timers = new Map<ConversationId, readonly DueTimer[]>();

  return { put, remove, ofUser, page, dueTimers };

  function put(document: ConversationDocument): void {
    summaries.set(document.id, summarise(document));
    if (document.timers.length === 0) timers.delete(document.id);
    else
      timers.set(
        document.id,
        document.timers.map(timer => ({ ...timer, conversation: document.id })),
      );
  }

  function remove(id: ConversationId): void {
    summaries.delete(id);
    timers.delete(id);
  }

  function ofUser(user: UserId): ConversationId[] {
    return [...summaries.values()].filter(summary => summary.user === user).map(summary => summary.id);
  }

  /** `accepts` is asked, in order, only for those that the rest of the query selects. */
  async function page(
    query: ListQuery,
    accepts: (id: ConversationId) => Promise<boolean>,
  ): Promise<ConversationPage> {
    const limit = Math.min(Math.max(1, Math.floor(query.limit ?? usualLimit) || usualLimit), largestLimit);
    const after = decodeCursor(query.cursor);
    const candidates = [...summaries.values()]
      .filter(summary => matches(summary, query) && (!after || newestFirst(after, summary) < 0))
      .sort(newestFirst);
    const conversations: ConversationSummary[] = [];
    for (const candidate of candidates) {
      if (!(await accepts(candidate.id))) continue;
      const last = conversations.at(-1);
      if (conversations.length === limit && last) return { conversations, next: encodeCursor(last) };
      conversations.push(candidate);
    }
    return { conversations };
  }

  function dueTimers(): DueTimer[] {
    return [...timers.values()].flat().sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  }
}
