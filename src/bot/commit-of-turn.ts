import { noNotes } from '../conversations/case-notes.ts';
import type { Conversation, TurnCommit } from '../conversations/conversation-store.ts';
import type { Message, Utterance } from '../conversations/message.ts';
import { keptMemory } from '../dialogs/kept-memory.ts';
import type { Memory } from '../dialogs/memory.ts';
import { activityId } from '../ids.ts';
import type { InboundMessage } from './inbound-message.ts';
import type { TurnRecord } from './record/turn-record.ts';

/** What a turn leaves behind. */
export interface Said {
  readonly utterances: readonly Utterance[];
  readonly record: Pick<TurnRecord, 'after' | 'timers' | 'erasing'> & { readonly memory: Memory };
}

/** Everything of a turn in one piece, for the store to write at once. */
export function commitOfTurn(
  inbound: InboundMessage,
  conversation: Conversation,
  { utterances, record }: Said,
  now: number,
): TurnCommit {
  const at = latest(new Date(now).toISOString(), conversation.updatedAt);
  const messages: Message[] = utterances.map((utterance, index) => {
    const sequence = conversation.lastSequence + index + 1;
    return { ...utterance, id: activityId(conversation.id, sequence), sequence, at };
  });
  const question = messages.find(({ from }) => from === 'user');
  const { id, channel, user, startedAt, replyAddress } = conversation;
  const { holder, agent, outcome, notes, rating, desk } = record.after;
  return {
    conversation: {
      id,
      channel,
      user,
      startedAt,
      holder,
      ...(agent && { agent }),
      outcome,
      notes,
      ...(rating && { rating }),
      ...(desk && { desk }),
      state: keptMemory(record.memory),
      timers: record.timers,
      ...(replyAddress !== undefined && { replyAddress }),
    },
    baseVersion: conversation.version,
    messages: messages.map(message =>
      question && message.from !== 'user' ? { ...message, replyTo: question.id } : message,
    ),
    handled: inbound.dedupeKey,
    at,
  };
}

/**
 * Of two times in ISO 8601, UTC. Clocks of processes differ, and clocks are set back; a message that was earlier than its
 * conversation would not be found where messages lie by time.
 */
function latest(one: string, other: string): string {
  return one > other ? one : other;
}

/** A conversation in which nothing has happened yet. */
export function fresh({ conversation, channel, user }: InboundMessage, now: number): Conversation {
  const at = new Date(now).toISOString();
  return {
    id: conversation,
    channel,
    user,
    startedAt: at,
    updatedAt: at,
    version: 0,
    lastSequence: 0,
    holder: 'bot',
    outcome: 'open',
    notes: noNotes,
    state: {},
    timers: [],
  };
}
