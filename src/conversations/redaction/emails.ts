import type { Draft } from './draft.ts';
import { masks } from './masks.ts';

const dotWord = String.raw`(?: (?:dot|titik) | ?[([{] ?(?:dot|titik|\.) ?[)\]}] ?)`;
const label = String.raw`[\p{L}\d-]{1,63}`;

const atSign = new RegExp(
  String.raw`@|[([{] ?(?:at|et) ?[)\]}]| (?:at|et) (?=${label}(?:\.|${dotWord})\p{L})`,
  'giu',
);
const localPart = /[\p{L}\d._%+'-]/u;
const domainPart = /[\p{L}\d.-]/u;

/** More of a domain whose dots are spoken: " dot test", "(titik) test". */
const spokenLabel = new RegExp(`${dotWord}${label}`, 'iuy');
/** ... or may also stand between spaces: " . co . id". */
const spacedLabel = new RegExp(String.raw`(?:${dotWord}| ?\. ?|(?<=\.) )${label}`, 'iuy');
/** The same in front of the sign: "budi dot santoso at ...". */
const spelledOutBefore = new RegExp(`${label}(?:${dotWord}| underscore | garis bawah )$`, 'iu');
const mostLabels = 4;

/**
 * Covers e-mail addresses, also `budi (at) contoh.test`, `budi at contoh dot test`, `budi @ contoh . test` and the
 * unfinished `budi@`.
 */
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
  const nearest = walk(text, localEnd, -1, localPart, from);
  if (nearest >= localEnd) return undefined;
  const start = wholeLocal(text, nearest, from);
  const spaced = localEnd < sign.index || domainStart > afterSign;
  // "tolong @jmo . makasih" calls somebody, "budi @ contoh . test" is an address.
  const dotsMayStandAlone = domainStart > afterSign || sign[0].startsWith(' ');
  const walked = walk(text, domainStart, 1, domainPart, text.length);
  const end = wholeDomain(text, domainStart, walked, dotsMayStandAlone);
  const dotted = end > walked || /[^.]\.\p{L}/u.test(text.slice(domainStart, walked));
  if (spaced ? dotted : end > domainStart) return { start, end };
  return localEnd === sign.index ? { start, end: afterSign } : undefined;
}

function wholeDomain(text: string, start: number, walked: number, dotsMayStandAlone: boolean): number {
  if (start === walked) return walked;
  const dotted = text.slice(start, walked - 1).includes('.');
  const more = dotsMayStandAlone && !dotted ? spacedLabel : spokenLabel;
  let border = walked;
  for (let count = 0; count < mostLabels; count++) {
    more.lastIndex = border;
    border += more.exec(text)?.[0].length ?? 0;
  }
  return border;
}

function wholeLocal(text: string, start: number, from: number): number {
  let border = start;
  for (let count = 0; count < mostLabels; count++) {
    const before = text.slice(Math.max(from, border - 80), border);
    border -= spelledOutBefore.exec(before)?.[0].length ?? 0;
  }
  return border;
}

/** From `at` in direction `by` as long as characters fit; answers the border. */
function walk(text: string, at: number, by: 1 | -1, fits: RegExp, limit: number): number {
  let border = at;
  while (border !== limit && fits.test(text[by === 1 ? border : border - 1] ?? '')) border += by;
  return border;
}
