import { findDates } from './dates.ts';
import { findDurations } from './durations.ts';
import type { FindErrorMessage } from './error-messages.ts';
import { findNumbers } from './numbers.ts';
import { findRefusedRoute, findRoute } from './route.ts';
import { findSegments } from './segments.ts';
import { isForSomebodyElse } from './somebody-else.ts';
import { spokenDigits } from './spoken-digits.ts';
import { findSymptoms } from './symptoms.ts';
import type { Entity } from './understanding.ts';

/**
 * Everything of use in a message, in the order: numbers, e-mail addresses, routes, error message, times,
 * symptoms, segments.
 *
 * @param cleaned the message after `clean`
 * @param words the same after `normalize`
 */
export function findEntities(
  cleaned: string,
  words: readonly string[],
  findErrorMessage: FindErrorMessage,
): readonly Entity[] {
  const { emails, rest } = takeEmails(cleaned);
  const spelledOut = spokenDigits(rest);
  const entities: Entity[] = hasDigit(spelledOut) ? [...findNumbers(spelledOut)] : [];
  for (const value of emails) entities.push({ type: 'email', value });
  const route = findRoute(words);
  if (route !== undefined) entities.push({ type: 'route', value: route });
  const refused = findRefusedRoute(words);
  if (refused !== undefined) entities.push({ type: 'refusedRoute', value: refused });
  const message = findErrorMessage(words);
  if (message !== undefined) {
    const { id, intent, similarity } = message;
    entities.push({ type: 'errorMessage', value: id, intent, similarity });
  }
  entities.push(...findDurations(words), ...findDates(words));
  for (const value of findSymptoms(words)) entities.push({ type: 'symptom', value });
  if (isForSomebodyElse(cleaned)) entities.push({ type: 'symptom', value: 'for-somebody-else' });
  for (const value of findSegments(words)) entities.push({ type: 'segment', value });
  return entities;
}

/** The addresses, and the text without them: digits of "budi081234567890@gmail.com" are not a phone number. */
function takeEmails(text: string): { readonly emails: readonly string[]; readonly rest: string } {
  if (!text.includes('@')) return { emails: [], rest: text };
  const pieces = text.split(/\s+/);
  const emails = pieces.flatMap(piece => emailIn(piece) ?? []);
  return { emails, rest: pieces.filter(piece => emailIn(piece) === undefined).join(' ') };
}

function hasDigit(text: string): boolean {
  return /[0-9]/.test(text);
}

/** RFC 5321 allows 64 characters before the @ and 254 in all. */
const addressPattern = /^[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}$/;

/** The address within one piece of text without spaces; brackets, quotes and full stops around it do not belong to it. */
function emailIn(piece: string): string | undefined {
  if (piece.length > 300 || !piece.includes('@')) return undefined;
  const bare = trimSigns(piece.toLowerCase());
  return addressPattern.test(bare) ? bare : undefined;
}

function trimSigns(text: string): string {
  let start = text.lastIndexOf(':') + 1;
  let end = text.length;
  while (start < end && !isLetterOrDigit(text[start])) start++;
  while (end > start && !isLetterOrDigit(text[end - 1])) end--;
  return text.slice(start, end);
}

function isLetterOrDigit(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/.test(character);
}
