import { covered, type Draft } from './draft.ts';
import { masks } from './masks.ts';
import { meaningOf, nameBefore } from './number-names.ts';
import { isOrdinary } from './ordinary-words.ts';

/** "A7X9Q2", "A7X-9Q2"; not what is left of something masked. */
const mixed = new RegExp(
  String.raw`(?<![\p{L}\d•${covered}])[\p{L}\d]+(?:-[\p{L}\d]+)?(?![\p{L}\d•${covered}])`,
  'gu',
);
const shortest = 4;
const longest = 10;

/** Covers codes that have letters, where the words before say "kode", or, while one is expected, that have no small ones. */
export function coverLetteredCodes(draft: Draft, codeExpected: boolean): void {
  // Most messages have none, and what follows is dear.
  if (!/\d/.test(draft.text)) return;
  const candidates = [...draft.text.matchAll(mixed)]
    .filter(([token]) => isMixed(token) && !isOrdinary(token) && !holdsName(token))
    .map(({ 0: token, index }) => ({ start: index, end: index + token.length, token }));
  if (candidates.length === 0) return;
  const nameOf = nameBefore(draft.text, candidates);
  for (const { start, end, token } of candidates) {
    const shaped = codeExpected && token.length >= 5 && /^[A-Z\d]*[A-Z]\d*[A-Z][A-Z\d]*$/.test(token);
    const named = nameOf(start);
    if (named === 'password') draft.cover(start, end, masks.password, 'password');
    else if (named === 'code' || shaped) draft.cover(start, end, masks.code, 'code');
  }
}

/** Letters and at least two digits. */
function isMixed(token: string): boolean {
  const digits = token.match(/\d/g)?.length ?? 0;
  return (
    token.length >= shortest && token.length <= longest && digits >= 2 && digits <= 8 && /\p{L}/u.test(token)
  );
}

/** "22kode" is no code, but tells that one comes. */
function holdsName(token: string): boolean {
  return (token.toLowerCase().match(/\p{L}+/gu) ?? []).some(word => meaningOf(word) !== undefined);
}
