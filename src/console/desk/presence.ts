import type { Agent } from '../../conversations/case-notes.ts';
import type { ConversationId } from '../../ids.ts';
import type { Clock } from '../../time-and-chance.ts';

/** The port to who has which chat open, and who writes in it. Worth no disk: whoever is there says so every few seconds. */
export interface Presence {
  note(conversation: ConversationId, who: Agent, typing: boolean): Promise<void>;
  /** Everybody but `self`, by name. */
  others(conversation: ConversationId, self: string): Promise<readonly Viewer[]>;
}

export interface Viewer extends Agent {
  readonly typing: boolean;
}

/** In milliseconds: longer than a page waits before it says again that it is there. */
export const staysFor = 12_000;
export const typesFor = 8_000;

interface Seen {
  readonly who: Agent;
  readonly at: number;
  readonly typedAt: number;
}

/** Of one process. */
export function createPresence(clock: Clock): Presence {
  const chats = new Map<ConversationId, Map<string, Seen>>();

  return {
    async note(conversation, who, typing) {
      const now = clock.now();
      forgetGone(now);
      const seen = chats.get(conversation) ?? new Map<string, Seen>();
      const typedAt = typing ? now : Number.NEGATIVE_INFINITY;
      chats.set(conversation, seen.set(who.id, { who, at: now, typedAt }));
    },
    async others(conversation, self) {
      const now = clock.now();
      return [...(chats.get(conversation)?.values() ?? [])]
        .filter(({ who, at }) => who.id !== self && now - at < staysFor)
        .map(({ who, typedAt }) => ({ id: who.id, name: who.name, typing: now - typedAt < typesFor }))
        .sort((a, b) => a.name.localeCompare(b.name, 'id'));
    },
  };

  function forgetGone(now: number): void {
    for (const [conversation, seen] of chats) {
      for (const [id, { at }] of seen) if (now - at >= staysFor) seen.delete(id);
      if (seen.size === 0) chats.delete(conversation);
    }
  }
}
