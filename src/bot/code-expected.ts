import type { Conversation } from '../conversations/conversation-store.ts';
import { memoryOf } from '../dialogs/kept-memory.ts';
import type { Memory } from '../dialogs/memory.ts';

/**
 * Is a code under way that still opens something at `now` (milliseconds since the epoch)? Nobody may tell that it ran out: whoever
 * leaves the question for a person has nothing open that hears of it.
 */
export function expectsCode({ verification }: Memory, now: number): boolean {
  return verification?.state === 'pending' && verification.until > now;
}

/** The same of a conversation as it is kept. Throws when its state cannot be read, as any turn of it would. */
export function awaitsCode({ state }: Pick<Conversation, 'state'>, now: number): boolean {
  return expectsCode(memoryOf(state), now);
}
