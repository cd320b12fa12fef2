import type { ConversationId } from '../ids.ts';
import type { Rating } from './case-notes.ts';
import type { Doubt, DoubtfulMessage } from './doubtful-messages.ts';
import type { Message } from './message.ts';

/** A chat with so low a score disappointed; what was asked in it may have been misunderstood. */
export const worstScores = 2;

/** Longer texts tell stories; a phrase that teaches is a sentence or two. */
const longestPhrase = 300;

/** Answers to questions of a form or a survey are no requests. */
const answersOnly: ReadonlySet<string> = new Set(['rating', 'verify-owner']);

/** Of the redaction. */
const masks = /\[(?:nomor HP|email|kode|kata sandi)\]/gu;
const fewestLetters = 3;

/** What of a conversation the bot may have misunderstood, in order. */
export function doubtfulIn(
  conversation: ConversationId,
  messages: readonly Message[],
  rating: Rating | undefined,
): readonly DoubtfulMessage[] {
  const offered = new Set<string>();
  return messages.flatMap(message => {
    for (const { title, value } of message.choices ?? []) offered.add(title).add(value);
    return doubtful(conversation, message, offered, rating) ?? [];
  });
}

/** @param offered what could be tapped before: a tap is never a doubt */
export function doubtful(
  conversation: ConversationId,
  { id, at, text, from, insight, dialog }: Message,
  offered: ReadonlySet<string>,
  rating: Rating | undefined,
): DoubtfulMessage | undefined {
  const doubt = insight && doubtOf(insight.kind, rating);
  if (from !== 'user' || !doubt || answersOnly.has(dialog ?? '') || offered.has(text)) return undefined;
  if (text.length > longestPhrase || countLetters(text) < fewestLetters) return undefined;
  const { intent, confidence } = insight;
  return { id, conversation, at, text, intent, confidence, doubt };
}

function countLetters(text: string): number {
  return text.replace(masks, '').match(/\p{L}/gu)?.length ?? 0;
}

function doubtOf(kind: 'understood' | 'unsure' | 'unknown', rating: Rating | undefined): Doubt | undefined {
  if (kind !== 'understood') return kind;
  return rating && rating.score <= worstScores ? 'ratedBadly' : undefined;
}
