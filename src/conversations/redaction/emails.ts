import type { Draft } from './draft.ts';
import { masks } from './masks.ts';

const atSign = /@|[([{] ?at ?[)\]}]| at (?=[\p{L}\d-]{1,63}\.\p{L})/giu;
const localPart = /[\p{L}\d._%+'-]/u;
const domainPart = /[\p{L}\d.-]/u;

/** Covers e-mail addresses, also `budi (at) contoh.test`, `budi @ contoh.test` and the unfinished `budi@`. */
export function coverEmails(draft: Draft): void {
  const text = draft.text;
  let from = 0;
  for (const sign of text.matchAll(atSign)) {
    const address = sign.index < from ? undefined : addressAround(text, sign, from);
    if (!address) continue;
    draft.cover(address.start, address.end, masks.email, 'email');
    from = address.end;
  }
}

/** One space on either side of the sign is allowed when the domain has a dot. */
function addressAround(text: string, sign: RegExpExecArray, from: number) {
  const afterSign = sign.index + sign[0].length;
  const localEnd = text[sign.index - 1] === ' ' ? sign.index - 1 : sign.index;
  const domainStart = text[afterSign] === ' ' ? afterSign + 1 : afterSign;
  const start = walk(text, localEnd, -1, localPart, from);
  const end = walk(text, domainStart, 1, domainPart, text.length);
  if (start >= localEnd) return undefined;
  const spaced = localEnd < sign.index || domainStart > afterSign;
  const hasDomain = spaced ? /[^.]\.\p{L}/u.test(text.slice(domainStart, end)) : end > domainStart;
  if (hasDomain) return { start, end };
  return localEnd === sign.index ? { start, end: afterSign } : undefined;
}

/** From `at` in direction `by` as long as characters fit; answers the border. */
function walk(text: string, at: number, by: 1 | -1, fits: RegExp, limit: number): number {
  let border = at;
  while (border !== limit && fits.test(text[by === 1 ? border : border - 1] ?? '')) border += by;
  return border;
}
