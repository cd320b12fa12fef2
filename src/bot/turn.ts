import { noNotes } from '../conversations/case-notes.ts';
import type { Conversation, ConversationStore, TurnCommit } from '../conversations/conversation-store.ts';
import type { Message, Utterance } from '../conversations/message.ts';
import { redact } from '../conversations/redact.ts';
import type { Sealer } from '../conversations/seal.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import type { Memory } from '../dialogs/memory.ts';
import { Failure } from '../failure.ts';
import { activityId } from '../ids.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { Log } from '../log.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { Understanding, Understood } from '../understanding/understanding.ts';
import type { InboundMessage, Receive, TurnResult } from './inbound-message.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { Heard, SupportBot } from './support-bot.ts';
import { recordTurn, type TurnRecord } from './turn-record.ts';

export interface TurnParts {
  readonly store: ConversationStore;
  readonly bot: SupportBot;
  readonly dialogs: Dialogs;
  readonly understanding: Understanding;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly sealer: Sealer;
  readonly incidents: Pick<IncidentStore, 'current'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Told after each commit, e.g. to arm the conversation's timers. */
  readonly committed?: (conversation: TurnCommit['conversation'], messages: readonly Message[]) => void;
}

/** Longer messages are read only so far; nothing linear or worse ever touches more. */
export const longestRead = 1_000;

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
  const queue = new KeyedQueue<string>();
  return {
    receive: inbound =>
      queue.run(inbound.conversation, () =>
        parts.store.exclusively(inbound.conversation, () => withRetries(parts, inbound)),
      ),
    drained: () => queue.drained(),
  };
}

async function withRetries(parts: TurnParts, inbound: InboundMessage): Promise<TurnResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTurn(parts, inbound);
    } catch (error) {
      const stale = error instanceof Failure && error.code === 'stale-version';
      if (!stale || attempt === mostAttempts) throw error;
    }
  }
}

async function runTurn(parts: TurnParts, inbound: InboundMessage): Promise<TurnResult> {
  const { store, clock } = parts;
  const conversation = (await store.load(inbound.conversation)) ?? fresh(inbound, clock.now());
  if (conversation.version > 0 && (await store.hasHandled(inbound.conversation, inbound.dedupeKey))) {
    return { kind: 'duplicate' };
  }
  if (inbound.content.kind === 'timer' && !conversation.timers.some(({ id }) => id === inbound.dedupeKey)) {
    // Cancelled while it was on its way.
    return { kind: 'duplicate' };
  }
  const now = clock.now();
  const said = await answer(parts, inbound, conversation, now);
  const commit = toCommit(inbound, conversation, said, now);
  await store.commit(commit);
  parts.committed?.(commit.conversation, commit.messages);
  return {
    kind: 'done',
    firstSequence: conversation.lastSequence + 1,
    lastSequence: conversation.lastSequence + commit.messages.length,
  };
}

function fresh({ conversation, channel, user }: InboundMessage, now: number): Conversation {
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

interface Said {
  readonly utterances: readonly Utterance[];
  readonly record: Pick<TurnRecord, 'outcome' | 'holder' | 'timers'> & { readonly memory: Memory };
}

async function answer(
  parts: TurnParts,
  inbound: InboundMessage,
  conversation: Conversation,
  now: number,
): Promise<Said> {
  const { content } = inbound;
  const text = content.kind === 'text' ? content.text : '';
  const understood =
    content.kind === 'text' ? parts.understanding.understand(text.slice(0, longestRead)) : undefined;
  const start = () => beginRecord(parts, inbound, conversation, now, understood);
  const record = start();
  const heardAs =
    content.kind === 'text' && understood ? await hear(parts, record, text, understood) : undefined;
  const userSaid = heardAs ? [heardAs.utterance] : [];
  try {
    if (conversation.holder !== 'person') await parts.bot.answer(content, record, heardAs?.heard);
    return finished(parts, record, inbound, userSaid, heardAs?.mostlyDigits ?? false, now);
  } catch (error) {
    parts.log.error('turn-failed', { conversation: inbound.conversation, error });
    const untouched = start();
    untouched.turn.say(parts.dialogs.notices.trouble());
    return finished(parts, untouched, inbound, userSaid, heardAs?.mostlyDigits ?? false, now);
  }
}

function beginRecord(
  { sealer, random, intents, incidents }: TurnParts,
  inbound: InboundMessage,
  conversation: Conversation,
  now: number,
  understood: Understood | undefined,
): TurnRecord {
  const { content } = inbound;
  return recordTurn({
    conversation,
    key: inbound.dedupeKey,
    now,
    text: content.kind === 'text' ? content.text.slice(0, longestRead) : '',
    understood,
    event: content.kind === 'verification' || content.kind === 'timer' ? content : undefined,
    sealer,
    random,
    incident: incidents.current(),
    titleOf: intent => intents.get(intent)?.title ?? intent,
  });
}

/** The user's message as it may be kept: masked for the question that is open, with what was understood. */
async function hear(parts: TurnParts, record: TurnRecord, text: string, understood: Understood) {
  const { memory } = record.turn;
  const position = await parts.bot.position(record);
  const redacted = redact(text, {
    identityStep: position?.identity ?? false,
    codeExpected: memory.verification?.state === 'pending',
    recentDigits: memory.recentDigits,
  });
  const utterance: Utterance = {
    from: 'user',
    text: redacted.text,
    insight: { intent: understood.intent, confidence: understood.confidence, kind: understood.kind },
    ...(position ? { dialog: position.talk.id, step: position.step } : {}),
  };
  const heard: Heard = { understood, secret: secretIn(redacted.found), tooLong: text.length > longestRead };
  return { utterance, heard, mostlyDigits: redacted.mostlyDigits };
}

function secretIn(found: ReadonlySet<string>): Heard['secret'] {
  if (found.has('password')) return 'password';
  return found.has('code') ? 'code' : undefined;
}

async function finished(
  parts: TurnParts,
  record: TurnRecord,
  { content, dedupeKey }: InboundMessage,
  userSaid: readonly Utterance[],
  mostlyDigits: boolean,
  now: number,
): Promise<Said> {
  const { memory } = record.turn;
  const fromUser = content.kind === 'text' || content.kind === 'unsupported';
  if (fromUser) {
    memory.recentDigits = mostlyDigits;
    memory.lastActive = now;
  }
  const position = await parts.bot.position(record);
  const where = position ? { dialog: position.talk.id, step: position.step } : {};
  const replies = record.utterances.map(utterance => ({ ...utterance, ...where }));
  const echo = 'clientActivityId' in content ? { clientActivityId: content.clientActivityId } : {};
  return {
    utterances: [...userSaid.map(utterance => ({ ...utterance, ...echo }) as Utterance), ...replies],
    record: {
      memory,
      outcome: record.outcome,
      holder: record.holder,
      timers: record.timers.filter(({ id }) => id !== dedupeKey),
    },
  };
}

function toCommit(
  inbound: InboundMessage,
  conversation: Conversation,
  { utterances, record }: Said,
  now: number,
): TurnCommit {
  const at = new Date(now).toISOString();
  const messages: Message[] = utterances.map((utterance, index) => {
    const sequence = conversation.lastSequence + index + 1;
    return { ...utterance, id: activityId(conversation.id, sequence), sequence, at };
  });
  const question = messages.find(({ from }) => from === 'user');
  const { id, channel, user, startedAt } = conversation;
  return {
    conversation: {
      id,
      channel,
      user,
      startedAt,
      holder: record.holder,
      ...(conversation.agent && { agent: conversation.agent }),
      outcome: record.outcome,
      notes: conversation.notes,
      ...(conversation.rating && { rating: conversation.rating }),
      // Memory is plain JSON by its schema; `undefined` fields do not survive being written.
      state: JSON.parse(JSON.stringify(record.memory)),
      timers: record.timers,
    },
    baseVersion: conversation.version,
    messages: messages.map(message =>
      question && message.from !== 'user' ? { ...message, replyTo: question.id } : message,
    ),
    handled: inbound.dedupeKey,
    at,
  };
}
