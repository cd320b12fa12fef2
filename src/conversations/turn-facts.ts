import type { Message, Taken } from './message.ts';

/** What follows from a turn's messages, whatever the store. */

/** A sender may repeat a message for a week (WhatsApp); nothing repeats longer. */
export const handledFor = 8 * 24 * 60 * 60_000;

const longestLastText = 120;

/**
 * What was asked about, in order: intents understood. "sms" is understood as an intent as well, but where a question is
 * open it is the answer, not what somebody came for.
 */
export function topicsOf(messages: readonly Pick<Message, 'insight'>[]): string[] {
  return messages.flatMap(({ insight }) => {
    const waitedFor = insight?.taken !== undefined && forWhatWaits.has(insight.taken);
    return insight?.kind === 'understood' && !waitedFor ? [insight.intent] : [];
  });
}

const forWhatWaits: ReadonlySet<Taken> = new Set([
  'answer',
  'askedAgain',
  'correction',
  'command',
  'reminder',
]);

/** Topics that say something of what somebody came for. */
export function withoutSmallTalk(topics: readonly string[]): readonly string[] {
  return [...new Set(topics)].filter(topic => !smallTalk.has(topic));
}

const smallTalk = new Set(['greeting', 'thanks', 'goodbye', 'affirm', 'deny', 'talk_to_agent', 'help_menu']);

/** The user's last message, shortened for lists. */
export function lastUserText(messages: readonly Message[]): string | undefined {
  const text = messages.findLast(message => message.from === 'user')?.text;
  if (text === undefined || text.length <= longestLastText) return text;
  return `${[...text.slice(0, 2 * longestLastText)].slice(0, longestLastText - 1).join('')}…`;
}

/** Throws `RangeError` when the messages do not continue the sequence. */
export function assertContinues(messages: readonly Message[], lastSequence: number): void {
  if (messages.some((message, index) => message.sequence !== lastSequence + index + 1)) {
    throw new RangeError(`messages must continue sequence ${lastSequence} without a gap`);
  }
}
