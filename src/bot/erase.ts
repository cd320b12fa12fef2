import { noNotes } from '../conversations/case-notes.ts';
import type { TurnCommit } from '../conversations/conversation-store.ts';
import { eraseOnRequest, noErasureRecord } from '../conversations/erase-on-request.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import { keptMemory } from '../dialogs/kept-memory.ts';
import { Memory } from '../dialogs/memory.ts';
import type { DialogTurn, Erasing } from '../dialogs/turn.ts';
import type { UserId } from '../ids.ts';
import type { InboundMessage } from './inbound-message.ts';
import type { TurnRecord } from './record/turn-record.ts';
import type { TurnParts } from './turn-parts.ts';

/** A failed erasure is tried again so often that it is long done within the 3 x 24 hours that the law gives. */
const retryAfter = 15 * 60_000;

/** The request and its answer stay for a day, so that the user can read that it was done; then they go, too. */
const receiptLasts = 24 * 60 * 60_000;

/**
 * Removes everything about the user, durably; the way back on the website is revoked with it. When the store cannot, a
 * timer is set in `fallback`, which then says so.
 */
export async function eraseAtOnce(
  { store, log, dialogs, erasures = noErasureRecord }: TurnParts,
  { conversation, content }: InboundMessage,
  user: UserId,
  fallback: TurnRecord,
): Promise<'erased' | 'later'> {
  try {
    // Other chats that its user has begun since are theirs to keep.
    if (isOfReceipt(content)) await store.eraseConversation(conversation);
    else await eraseOnRequest({ store, erasures, log }, { conversation, user });
    return 'erased';
  } catch (error) {
    log.error('erasure failed', { conversation: fallback.turn.conversation, error });
    fallback.turn.setTimer('erase-my-data', retryAfter);
    fallback.turn.say(dialogs.myData.eraseLater());
    return 'later';
  }
}

/** What is left of an erased conversation for a day: that it was asked for, in the words of the button, and the answer. */
export function receiptOf(
  { conversation: { id, channel, user, replyAddress }, messages, ...commit }: TurnCommit,
  { request }: Erasing,
  now: number,
): TurnCommit {
  return {
    ...commit,
    baseVersion: 0,
    conversation: {
      id,
      channel,
      user,
      startedAt: commit.at,
      // The answer has to arrive; it goes with the receipt.
      ...(replyAddress !== undefined && { replyAddress }),
      holder: 'bot',
      outcome: 'open',
      notes: noNotes,
      state: keptMemory(Memory.parse({ greeted: true, lastActive: now })),
      timers: [
        {
          id: `${commit.handled}:erase-receipt`,
          name: 'erase-receipt',
          dueAt: new Date(now + receiptLasts).toISOString(),
        },
      ],
    },
    messages: messages.map(({ insight: _, work: __, ...message }) =>
      message.from === 'user' ? { ...message, text: request } : message,
    ),
  };
}

/** What a timer of an erasure is for; whoever went on writing has a new conversation, which is theirs to keep. */
export function eraseByTimer({ myData }: Dialogs, turn: DialogTurn, name: string): void {
  if (name === 'erase-my-data') {
    turn.eraseEverything('');
    turn.say(myData.erased());
  }
  if (name === 'erase-receipt' && turn.now - turn.memory.lastActive >= receiptLasts) turn.eraseEverything('');
}

/** Nobody asks for that: it was part of what they asked for the day before. */
function isOfReceipt(content: InboundMessage['content']): boolean {
  return content.kind === 'timer' && content.name === 'erase-receipt';
}

export function isOfErasing(name: string): boolean {
  return name === 'erase-my-data' || name === 'erase-receipt';
}
