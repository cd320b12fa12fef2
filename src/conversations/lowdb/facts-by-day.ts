import type { ConversationId } from '../../ids.ts';
import { type ConversationFact, type ConversationFacts, type Day, dayOf } from '../conversation-facts.ts';

/** The facts of all conversations in memory, by the day on which they began. */
export function createFactsByDay() {
  const byDay = new Map<Day, Map<ConversationId, ConversationFact>>();
  const dayOfId = new Map<ConversationId, Day>();
  const port: ConversationFacts = {
    async days(from, to) {
      const within = [...byDay].filter(([day]) => day >= from && day <= to);
      return new Map(within.map(([day, facts]) => [day, markOf(facts)]));
    },
    async of(day) {
      return [...(byDay.get(day)?.values() ?? [])];
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

function markOf(facts: ReadonlyMap<ConversationId, ConversationFact>): string {
  let newest = '';
  for (const { updatedAt } of facts.values()) if (updatedAt > newest) newest = updatedAt;
  return `${facts.size} ${newest}`;
}
