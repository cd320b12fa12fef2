import { covered, type Draft } from './draft.ts';
import { masks } from './masks.ts';
import { isOrdinary, passwordFillers, passwordIntroducers, passwordWord } from './vocabulary.ts';

/**
 * Covers passwords. In a message that speaks of a password everything that looks made up is one ("Abc123"); right after
 * the word, or after "password:", less is enough. A message of one token alone is one when it is strong, or when a
 * verification is pending. Ordinary words stay: "password saya salah".
 */
export function coverPasswords(draft: Draft, verificationPending: boolean): void {
  coverLoneToken(draft, verificationPending);
  const text = draft.text;
  const words = [...text.matchAll(passwordWord)];
  if (words.length === 0) return;
  for (const match of words) coverNext(draft, text, match.index + match[0].length);
  for (const match of draft.text.matchAll(/\S+/gu)) {
    const token = trim(match[0], match.index);
    if (looksMadeUp(token.text) && !isOrdinary(token.text)) cover(draft, token);
  }
}

interface Token {
  readonly start: number;
  readonly text: string;
}

function coverLoneToken(draft: Draft, verificationPending: boolean): void {
  const text = draft.text;
  const [only, ...more] = text.trim().split(/\s+/u);
  if (!only || more.length > 0 || !isCandidate(only)) return;
  const strong = only.length >= 8 && /\p{Lu}/u.test(only) && /\p{Ll}/u.test(only) && /\d/.test(only);
  const expected = verificationPending && only.length >= 6 && (looksMadeUp(only) || looksUnusual(only));
  if (strong || expected) cover(draft, { start: text.indexOf(only), text: only });
}

/** The token that follows the word "password", beyond words such as "saya", "lama", "adalah". */
function coverNext(draft: Draft, text: string, from: number): void {
  const gap = /[\s:="'“”‘’`>,-]*/uy;
  const word = /[^\s:=]+/uy;
  let at = from;
  let introduced = false;
  for (;;) {
    gap.lastIndex = at;
    const between = gap.exec(text)?.[0] ?? '';
    at += between.length;
    introduced ||= /[:="'“”‘’`]/u.test(between);
    word.lastIndex = at;
    const next = word.exec(text)?.[0];
    if (next === undefined) return;
    const plain = next.toLowerCase().replace(/[^\p{L}]+$/u, '');
    if (!passwordFillers.has(plain)) break;
    introduced ||= passwordIntroducers.has(plain);
    at += next.length;
  }
  const token = trim(/\S+/uy.exec(text.slice(at))?.[0] ?? '', at);
  if (!isCandidate(token.text) || isOrdinary(token.text)) return;
  const secret = looksMadeUp(token.text) || looksUnusual(token.text);
  if (secret || (introduced && token.text.length >= 4)) cover(draft, token);
}

/** Letters and digits mixed; long numbers are the business of the number finder. */
function looksMadeUp(token: string): boolean {
  return isCandidate(token) && token.length >= 5 && /\p{L}/u.test(token) && /\d/.test(token);
}

/** A capital inside, or a sign that prose does not put inside a word. */
function looksUnusual(token: string): boolean {
  return /\p{Ll}\p{Lu}/u.test(token) || /[\p{L}\d][#$%^&*_+=~@!][\p{L}\d]/u.test(token);
}

/** Has letters, holds nothing masked, and is too short on digits to be a NIK or KPJ with something stuck to it. */
function isCandidate(token: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  return token.length <= 64 && digits <= 8 && /\p{L}/u.test(token) && !alreadyMasked.test(token);
}

const alreadyMasked = new RegExp(`[${covered}•]`, 'u');

function trim(token: string, start: number): Token {
  const text = token.replace(/^["'“‘`(<[]+/u, '');
  const begin = start + token.length - text.length;
  let end = text.length;
  while (end > 0 && /["'”’`)>\],.;?]/u.test(text[end - 1] ?? '')) end -= 1;
  return { start: begin, text: text.slice(0, end) };
}

function cover(draft: Draft, token: Token): void {
  draft.cover(token.start, token.start + token.text.length, masks.password, 'password');
}
