import { covered } from './draft.ts';
import { numberTitles } from './vocabulary.ts';

/** A piece of the draft's text. */
export interface Token {
  readonly start: number;
  readonly text: string;
}

/** Has letters, holds nothing masked, and is too short on digits to be a NIK or KPJ with something stuck to it. */
export function isCandidate(token: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  return token.length <= 64 && digits <= 8 && /\p{L}/u.test(token) && !alreadyMasked.test(token);
}

/** Letters and digits mixed; long numbers are the business of the number finder. */
export function looksMadeUp(token: string): boolean {
  return isCandidate(token) && token.length >= 5 && /\p{L}/u.test(token) && /\d/.test(token);
}

/** A capital inside, or a sign that prose does not put inside a word. */
export function looksUnusual(token: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(token) || /[\p{L}\d][#$%^&*_+=~@!][\p{L}\d]/u.test(token);
}

/** Letters, digits and a sign inside, "Sukses#2024"; not "otp#493827" or "100%nya". */
export function isStrong(token: string): boolean {
  if (!isCandidate(token) || !/\d/.test(token) || !/[\p{L}\d][#$%^&*!@?][\p{L}\d]/u.test(token)) return false;
  const words = token.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return words.some(word => !numberTitles.has(word)) && !/^\d+%\p{L}+$/u.test(token);
}

/** Without the quotes, brackets and full stops around it. */
export function trim(token: string, start: number): Token {
  const text = token.replace(/^["'“‘`(<[]+/u, '');
  const begin = start + token.length - text.length;
  let end = text.length;
  while (end > 0 && /["'”’`)>\],.;?]/u.test(text[end - 1] ?? '')) end -= 1;
  return { start: begin, text: text.slice(0, end) };
}

const alreadyMasked = new RegExp(`[${covered}•]`, 'u');
