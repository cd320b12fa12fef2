import type { ConversationId, UserId } from '../../ids.ts';
import {
  aDay,
  type ConversationFact,
  type ConversationFacts,
  type Day,
  dayOf,
  factsAtOnce,
} from '../conversation-facts.ts';

/** The facts of all conversations in memory, by the day on which they began. */
export function createFactsByDay() {
  const byDay = new Map<Day, Map<ConversationId, ConversationFact>>();
  const dayOfId = new Map<ConversationId, Day>();
  const port: ConversationFacts = {
    async mark(day) {
      return markOf(byDay.get(day) ?? new Map());
    },
    async *of(day) {
      const facts = byDay.get(day);
      if (!facts) return;
      const starts = startsByUser([...byDay].filter(([other]) => other >= day).map(([, there]) => there));
      const all = [...facts.values()];
      for (let at = 0; at < all.length; at += factsAtOnce) {
        yield all
          .slice(at, at + factsAtOnce)
          .map(fact => ({ ...fact, cameBack: fact.cameBack || isFollowed(fact, starts) }));
      }
    },
  };

  return {
    port,
    put(fact: ConversationFact): void {
      const day = dayOf(Date.parse(fact.startedAt));
      const facts = byDay.get(day) ?? new Map();
      byDay.set(day, facts.set(fact.id, fact));
      dayOfId.set(fact.id, day);
    },
    find: (id: ConversationId) => byDay.get(dayOfId.get(id) ?? '')?.get(id),
    remove(id: ConversationId): void {
      const day = dayOfId.get(id);
      if (day === undefined) return;
      dayOfId.delete(id);
      byDay.get(day)?.delete(id);
      if (byDay.get(day)?.size === 0) byDay.delete(day);
    },
  };
}

/** In milliseconds since the epoch, of conversations in which the user wrote. */
type Starts = ReadonlyMap<UserId, readonly number[]>;

function startsByUser(days: readonly ReadonlyMap<ConversationId, ConversationFact>[]): Starts {
  const starts = new Map<UserId, number[]>();
  for (const facts of days) {
    for (const { user, userMessages, startedAt } of facts.values()) {
      if (userMessages === 0) continue;
      const ofUser = starts.get(user);
      if (ofUser) ofUser.push(Date.parse(startedAt));
      else starts.set(user, [Date.parse(startedAt)]);
    }
  }
  return starts;
}

function isFollowed({ user, startedAt, updatedAt }: ConversationFact, starts: Starts): boolean {
  const [start, end] = [Date.parse(startedAt), Date.parse(updatedAt)];
  return starts.get(user)?.some(other => other > start && other - end <= aDay) ?? false;
}

function markOf(facts: ReadonlyMap<ConversationId, ConversationFact>): string {
  let newest = '';
  for (const { updatedAt } of facts.values()) if (updatedAt > newest) newest = updatedAt;
  return `${facts.size} ${newest}`;
}
