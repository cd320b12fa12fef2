import type { CallsOfTurn } from '../accounts/calls-of-turn.ts';
import type { CaseNotes } from '../conversations/case-notes.ts';
import type { Conversation } from '../conversations/conversation-store.ts';
import type { Taken, Utterance, Work } from '../conversations/message.ts';
import type { ActiveStep } from '../dialogs/kit.ts';
import type { Understood } from '../understanding/understanding.ts';
import type { Said } from './commit-of-turn.ts';
import { eraseAtOnce } from './erase.ts';
import { hear, longestRead } from './hear.ts';
import type { InboundMessage } from './inbound-message.ts';
import { recordTurn, type TurnRecord } from './record/turn-record.ts';
import type { TurnParts } from './turn-parts.ts';

/**
 * What the bot makes of a message, not committed yet. A turn that fails keeps what the user said and says so; only an agent is told
 * by an error.
 */
export async function answer(
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
      after: { ...record.after, notes: withPosition(record.after.notes, position) },
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
