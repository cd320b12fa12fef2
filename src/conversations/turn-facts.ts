import type { Message } from './message.ts';

/** What follows from a turn's messages, whatever the store. */

/** A sender may repeat a message for a week (WhatsApp); nothing repeats longer. */
export const handledFor = 8 * 24 * 60 * 60_000;

const longestLastText = 120;

/** Intents understood, in order. */
export function understoodIntents(messages: readonly Message[]): string[] {
  return messages.flatMap(({ insight }) => (insight?.kind === 'understood' ? [insight.intent] : []));
}

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
