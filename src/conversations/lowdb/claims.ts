import type { ConversationId } from '../../ids.ts';

/** Who of this one process works on what: a conversation is claimed until a time. A new process knows of no claims. */
export function createClaims() {
  const claims = new Map<ConversationId, number>();

  return {
    isFree: (id: ConversationId, now: number) => (claims.get(id) ?? 0) <= now,
    /** Until when, in milliseconds since the epoch; 0 when nobody has it. */
    until: (id: ConversationId) => claims.get(id) ?? 0,
    claim: (id: ConversationId, until: number) => void claims.set(id, until),
    free: (id: ConversationId) => void claims.delete(id),
  };
}
