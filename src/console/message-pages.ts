import { z } from 'zod';
import type { Conversation, ConversationStore } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';

/** So many are shown at once; the ones before come when they are wanted. A chat of 50,000 opens like one of 50. */
export const messagesAtOnce = 200;

export const Before = z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647) });

/** The newest page, or from after `known` on when that is further back. */
export function newestMessages(
  store: Pick<ConversationStore, 'messages'>,
  { id, lastSequence }: Pick<Conversation, 'id' | 'lastSequence'>,
  known = lastSequence,
): Promise<readonly Message[]> {
  return store.messages(id, Math.max(0, Math.min(known, lastSequence - messagesAtOnce)));
}

/** The page before a message. */
export function olderMessages(
  store: Pick<ConversationStore, 'messages'>,
  { id }: Pick<Conversation, 'id'>,
  before: number,
): Promise<readonly Message[]> {
  return store.messages(id, Math.max(0, before - 1 - messagesAtOnce), before);
}
