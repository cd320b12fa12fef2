import type { Draft } from './draft.ts';
import { masks } from './masks.ts';
import { isOrdinary, isReduplicated } from './ordinary-words.ts';
import { secretAfter } from './password-after.ts';
import { isCandidate, isStrong, looksMadeUp, looksUnusual, type Token, trim } from './secret-tokens.ts';
import { passwordWord, typingWord } from './vocabulary.ts';

/**
 * Covers passwords. In a message that speaks of a password everything that looks made up is one ("Abc123"); right after
 * the word, or after "password:", less is enough, and after "ketik" somewhat less. A message of one token alone is one
 * when it is strong, or when a verification is pending; "Sukses#2024" is one anywhere. Ordinary words stay: "password
 * saya salah".
 */
export function coverPasswords(draft: Draft, verificationPending: boolean): void {
  coverLoneToken(draft, verificationPending);
  const text = draft.text;
  const names = [...text.matchAll(passwordWord)];
  const clues = [
    ...names.map(match => ({ match, named: true })),
    ...[...text.matchAll(typingWord)].map(match => ({ match, named: false })),
  ].sort((a, b) => a.match.index - b.match.index);
  let covered = 0;
  for (const { match, named } of clues) {
    const secret = secretAfter(text, match, named);
    if (!secret || secret.start < covered) continue;
    cover(draft, secret, secret.certain);
    covered = secret.start + secret.text.length;
  }
  for (const match of draft.text.matchAll(/\S+/gu)) {
    const token = trim(match[0], match.index);
    const suspicious = isStrong(token.text) || (names.length > 0 && looksMadeUp(token.text));
    if (suspicious && !isOrdinary(token.text) && !isReduplicated(token.text)) cover(draft, token);
  }
}

function coverLoneToken(draft: Draft, verificationPending: boolean): void {
  const text = draft.text;
  const [only, ...more] = text.trim().split(/\s+/u);
  if (!only || more.length > 0 || !isCandidate(only) || isOrdinary(only)) return;
  const strong = only.length >= 8 && /\p{Lu}/u.test(only) && /\p{Ll}/u.test(only) && /\d/.test(only);
  const expected = verificationPending && only.length >= 6 && (looksMadeUp(only) || looksUnusual(only));
  if (strong || expected) cover(draft, { start: text.indexOf(only), text: only });
}

/** What only may be a password is masked all the same, but not reported: nobody is told off for "sandi saya raib". */
function cover(draft: Draft, { start, text }: Token, certain = true): void {
  draft.cover(start, start + text.length, masks.password, certain ? 'password' : undefined);
}
