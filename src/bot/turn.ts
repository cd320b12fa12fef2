import { type CallsOfTurn, callsOfTurn } from '../accounts/calls-of-turn.ts';
import type { Conversation } from '../conversations/conversation-store.ts';
import { Failure } from '../failure.ts';
import type { ConversationId } from '../ids.ts';
import { createInTurn } from '../in-turn.ts';
import { refusalOf } from './agent-rules.ts';
import { answer } from './answer.ts';
import { commitOfTurn, fresh } from './commit-of-turn.ts';
import { receiptOf } from './erase.ts';
import type { InboundMessage, Receive, TurnResult } from './inbound-message.ts';
import type { TurnParts } from './turn-parts.ts';

/** Somebody else committed in between: run again on what they left. More than this would be a bug, not bad luck. */
const mostAttempts = 3;

export interface Turns {
  readonly receive: Receive;
  /** Resolves when every accepted turn has ended. */
  drained(): Promise<void>;
}

/**
 * One turn: load, understand, answer, commit once. A key that was handled before changes nothing; a turn that fails
 * keeps the user's message and says so; nothing is acknowledged before it is durable.
 */
export function createTurns(parts: TurnParts): Turns {
  const queue = createInTurn<ConversationId>();
  return {
    receive: inbound =>
      queue.run(inbound.conversation, () =>
        parts.store.exclusively(inbound.conversation, () => withRetries(parts, inbound)),
      ),
    drained: queue.idle,
  };
}

async function withRetries(parts: TurnParts, inbound: InboundMessage): Promise<TurnResult> {
  const calls = callsOfTurn(parts.accounts, parts.clock);
  const seen: Seen = { before: false };
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTurn(parts, calls, inbound, seen);
    } catch (error) {
      const stale = error instanceof Failure && error.code === 'stale-version';
      if (!stale || attempt === mostAttempts) throw error;
    }
  }
}

/** Of the attempts at one turn. */
interface Seen {
  /** The conversation was there in an earlier one. */
  before: boolean;
}

async function runTurn(
  parts: TurnParts,
  calls: CallsOfTurn,
  inbound: InboundMessage,
  seen: Seen,
): Promise<TurnResult> {
  const { store, clock } = parts;
  const stored = await store.load(inbound.conversation);
  // Erased while this turn was under way: what was said before that does not come back.
  if (!stored && (seen.before || !mayBegin(inbound))) return { kind: 'absent' };
  seen.before ||= stored !== undefined;
  const conversation = addressed(stored ?? fresh(inbound, clock.now()), inbound.replyAddress);
  if (conversation.version > 0 && (await store.hasHandled(inbound.conversation, inbound.dedupeKey))) {
    return { kind: 'duplicate' };
  }
  if (inbound.content.kind === 'timer' && !conversation.timers.some(({ id }) => id === inbound.dedupeKey)) {
    // Cancelled while it was on its way.
    return { kind: 'duplicate' };
  }
  const refusal = refusalOf(inbound.content, conversation);
  if (refusal) return refusal;
  const now = clock.now();
  const said = await answer(parts, calls, inbound, conversation, now);
  const { erasing } = said.record;
  if (erasing && said.utterances.length === 0) {
    // The receipt of an erasure has had its day.
    parts.committed?.(fresh(inbound, now), []);
    return { kind: 'done', firstSequence: 1, lastSequence: 0 };
  }
  const commit = erasing
    ? receiptOf(
        commitOfTurn(inbound, addressed(fresh(inbound, now), conversation.replyAddress), said, now),
        erasing,
        now,
      )
    : commitOfTurn(inbound, conversation, said, now);
  await store.commit(commit);
  parts.committed?.(commit.conversation, commit.messages);
  const lastSequence = commit.messages.at(-1)?.sequence ?? conversation.lastSequence;
  return {
    kind: 'done',
    firstSequence: lastSequence - commit.messages.length + 1,
    lastSequence,
  };
}

/** The newest address counts: people get new devices, and platforms new servers. */
function addressed(conversation: Conversation, replyAddress: string | undefined): Conversation {
  return replyAddress === undefined ? conversation : { ...conversation, replyAddress };
}

/** Erased in the meantime: nobody is left to be told, and only its user begins a chat anew. */
function mayBegin({ content }: InboundMessage): boolean {
  return content.kind === 'text' || content.kind === 'join' || content.kind === 'unsupported';
}
