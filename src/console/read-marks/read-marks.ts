import type { ConversationId } from '../../ids.ts';
import type { ConsoleUser, ConsoleUserId } from '../users.ts';

/**
 * The port to how far each person of the team has read: ids and numbers, nothing that was said. Adapters: a journal
 * (`read-mark-file.ts`), a table (`shared-read-marks.ts`).
 */
export interface ReadMarks {
  /** How many messages those of these chats had that this person has read lately; others are left out. */
  of(
    user: ConsoleUserId,
    conversations: readonly ConversationId[],
  ): Promise<ReadonlyMap<ConversationId, number>>;
  /** Durable when it resolves; what is known already is not written again. */
  mark(user: ConsoleUserId, conversation: ConversationId, messages: number): Promise<void>;
}

/** In milliseconds: what lies still for longer is no news to anybody, so older marks are of no use. */
export const newsFor = 14 * 24 * 60 * 60_000;

interface Chat {
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  readonly messageCount: number;
}

/**
 * Has this person not read everything of the chat? What was said before they joined is no news to them. More marked than
 * there is: the chat was erased and has begun anew.
 */
export function isUnread(
  { createdAt }: Pick<ConsoleUser, 'createdAt'>,
  { updatedAt, messageCount }: Chat,
  seen: number | undefined,
  now: number,
): boolean {
  const since = Math.max(Date.parse(createdAt), now - newsFor);
  return Date.parse(updatedAt) > since && seen !== messageCount;
}
