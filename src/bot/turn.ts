import type { AccountService } from '../accounts/account-service.ts';
import { type CallsOfTurn, callsOfTurn } from '../accounts/calls-of-turn.ts';
import type { CaseNotes } from '../conversations/case-notes.ts';
import type { Conversation, ConversationStore, TurnCommit } from '../conversations/conversation-store.ts';
import type { ErasureRecord } from '../conversations/erase-on-request.ts';
import type { Message, Taken, Utterance, Work } from '../conversations/message.ts';
import type { Sealer } from '../conversations/seal.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import type { ActiveStep } from '../dialogs/kit.ts';
import { Failure } from '../failure.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { Log } from '../log.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { Understanding, Understood } from '../understanding/understanding.ts';
import { refusalOf } from './agent-rules.ts';
import { commitOfTurn, fresh, type Said } from './commit-of-turn.ts';
import { eraseAtOnce, receiptOf } from './erase.ts';
import { hear, longestRead } from './hear.ts';
import type { InboundMessage, Receive, TurnResult } from './inbound-message.ts';
import { KeyedQueue } from './keyed-queue.ts';
import type { SupportBot } from './support-bot.ts';
import { recordTurn, type TurnRecord } from './turn-record.ts';

export interface TurnParts {
  readonly store: ConversationStore;
  readonly bot: SupportBot;
  readonly accounts: AccountService;
  readonly dialogs: Dialogs;
  readonly understanding: Understanding;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly sealer: Sealer;
  readonly incidents: Pick<IncidentStore, 'current'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** By default nobody records what users wanted erased. */
  readonly erasures?: ErasureRecord;
  /** Told after each commit, e.g. to arm the conversation's timers. */
  readonly committed?: (conversation: TurnCommit['conversation'], messages: readonly Message[]) => void;
}

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
  const calls = callsOfTurn(parts.accounts, parts.clock);
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTurn(parts, calls, inbound);
    } catch (error) {
      const stale = error instanceof Failure && error.code === 'stale-version';
      if (!stale || attempt === mostAttempts) throw error;
    }
  }
}

async function runTurn(parts: TurnParts, calls: CallsOfTurn, inbound: InboundMessage): Promise<TurnResult> {
  const { store, clock } = parts;
  const stored = await store.load(inbound.conversation);
  if (!stored && !mayBegin(inbound)) return { kind: 'absent' };
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

async function answer(
  parts: TurnParts,
  calls: CallsOfTurn,
  inbound: InboundMessage,
  conversation: Conversation,
  now: number,
): Promise<Said> {
  const { content } = inbound;
  const text = content.kind === 'text' ? content.text : '';
  const understood =
    content.kind === 'text' ? parts.understanding.understand(text.slice(0, longestRead)) : undefined;
  const start = () => beginRecord(parts, calls, inbound, conversation, now, understood);
  const record = start();
  const heardAs = understood && hear(record, text, understood, parts.bot.position(record));
  const userSaid = heardAs ? [heardAs.utterance] : [];
  const finish = (kept: TurnRecord) =>
    finished(parts, calls, kept, inbound, userSaid, heardAs?.mostlyDigits ?? false, now);
  try {
    await parts.bot.answer(content, record, heardAs?.heard);
    if (!record.erasing) return finish(record);
    const fallback = start();
    const outcome = await eraseAtOnce(parts, inbound, conversation.user, fallback);
    return finish(outcome === 'erased' ? record : fallback);
  } catch (error) {
    // The user did nothing and shall hear nothing; the agent is told that it did not work.
    if ('agent' in content) throw error;
    parts.log.error('turn-failed', { conversation: inbound.conversation, error });
    const untouched = start();
    untouched.turn.say(parts.dialogs.notices.trouble());
    return finish(untouched);
  }
}

function beginRecord(
  { sealer, random, intents, incidents, dialogs }: TurnParts,
  { accounts }: CallsOfTurn,
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
    accounts,
    sealer,
    random,
    incident: incidents.current(),
    titleOf: intent => intents.get(intent)?.title ?? intent,
    rewording: dialogs.rewording,
  });
}

function finished(
  parts: TurnParts,
  calls: CallsOfTurn,
  record: TurnRecord,
  { content, dedupeKey }: InboundMessage,
  userSaid: readonly Utterance[],
  mostlyDigits: boolean,
  now: number,
): Said {
  const { memory } = record.turn;
  const fromUser = content.kind === 'text' || content.kind === 'unsupported';
  if (fromUser) {
    memory.recentDigits = mostlyDigits;
    memory.lastActive = now;
  }
  const position = parts.bot.position(record);
  const where = position ? { dialog: position.talk.id, step: position.step } : {};
  const replies = record.utterances.map(utterance =>
    utterance.from === 'bot' ? { ...utterance, ...where } : utterance,
  );
  const echo = 'clientActivityId' in content ? { clientActivityId: content.clientActivityId } : {};
  const utterances = [
    ...userSaid.map(utterance => ({ ...withTaken(utterance, record.taken), ...echo }) as Utterance),
    ...replies,
  ];
  return {
    utterances: withWork(utterances, { took: parts.clock.now() - now, calls: calls.made() }),
    record: {
      memory,
      outcome: record.outcome,
      holder: record.holder,
      agent: record.agent,
      notes: withPosition(record.notes, position),
      rating: record.rating,
      desk: record.desk,
      erasing: record.erasing,
      timers: record.timers.filter(({ id }) => id !== dedupeKey),
    },
  };
}

function withTaken({ insight, ...utterance }: Utterance, taken: Taken | undefined): Utterance {
  return insight ? { ...utterance, insight: { ...insight, ...(taken && { taken }) } } : utterance;
}

/** For whoever looks at the chat later and asks why it took so long, or what the account service said. */
function withWork([first, ...others]: readonly Utterance[], work: Work): readonly Utterance[] {
  if (!first) return [];
  return work.took > 0 || work.calls.length > 0 ? [{ ...first, work }, ...others] : [first, ...others];
}

/** The open question belongs to what the support team needs to know. */
function withPosition({ open: _, ...notes }: CaseNotes, position: ActiveStep | undefined): CaseNotes {
  return position ? { ...notes, open: { dialog: position.talk.id, step: position.step } } : notes;
}
