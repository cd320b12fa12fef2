import type { Hearing } from './conversation-store.ts';
import type { Insight, Message } from './message.ts';

/** Answers to questions of a form or a survey are no requests. */
const answersOnly: ReadonlySet<string> = new Set(['rating', 'verify-owner']);

type Said = Pick<Message, 'from' | 'insight' | 'dialog'>;

/** How well these messages were understood, whatever the store. */
export function hearingOf(messages: readonly Said[]): Hearing {
  const requests = messages.flatMap(message => requestIn(message) ?? []);
  if (requests.length === 0) return noHearing;
  return {
    fallbacks: requests.filter(isFallback).length,
    lowest: Math.min(...requests.map(({ confidence }) => confidence)),
  };
}

export const noHearing: Hearing = { fallbacks: 0 };

/** Of everything said before and what came now. */
export function heardAlso(before: Hearing, now: Hearing): Hearing {
  const lowest = Math.min(before.lowest ?? 1, now.lowest ?? 1);
  const asked = before.lowest !== undefined || now.lowest !== undefined;
  return { fallbacks: before.fallbacks + now.fallbacks, ...(asked && { lowest }) };
}

/** Did the bot miss what somebody asked for? */
export function isMisunderstood(message: Said): boolean {
  const insight = requestIn(message);
  return insight !== undefined && (isFallback(insight) || insight.kind !== 'understood');
}

function requestIn({ from, insight, dialog }: Said): Insight | undefined {
  if (from !== 'user' || !insight || answersOnly.has(dialog ?? '')) return undefined;
  switch (insight.taken) {
    case 'answer':
    case 'correction':
    case 'command':
    case 'reminder':
      return undefined;
    case 'askedAgain':
    case 'topic':
    case 'clarify':
    case 'fallback':
    case 'later':
    case undefined:
      return insight;
  }
}

function isFallback({ kind, taken }: Insight): boolean {
  return taken === undefined ? kind === 'unknown' : taken === 'fallback' || taken === 'askedAgain';
}
