import { stem } from './stem.ts';
import { fold, lettersIn, type SearchWord } from './words.ts';

/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** So much is shown before the first place, and in all. In characters. */
const before = 40;
const longest = 160;

/** The text around the first place where one of the words stands, in pieces; empty when there is none. */
export function excerptOf(text: string, words: readonly SearchWord[]): readonly Piece[] {
  const ranges = rangesIn(text, words);
  const [first] = ranges;
  if (!first) return [];
  const start = Math.max(0, wordStart(text, first.start - before));
  const end = Math.min(text.length, start + longest);
  const pieces: Piece[] = [];
  let at = start;
  for (const range of ranges) {
    if (range.start >= end) break;
    if (range.start > at) pieces.push({ text: text.slice(at, range.start), found: false });
    pieces.push({ text: text.slice(range.start, Math.min(range.end, end)), found: true });
    at = range.end;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), found: false });
  return framed(pieces, start > 0, end < text.length);
}

/** Does one of the words stand in the text, as it is or in another form? */
export function saysAny(text: string, words: readonly SearchWord[]): boolean {
  const folded = fold(text);
  if (words.some(word => folded.includes(word.text))) return true;
  const stems = new Set(words.flatMap(word => word.stem ?? []));
  return stems.size > 0 && lettersIn(folded).some(letters => stems.has(stem(letters)));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** In order, without overlaps. */
function rangesIn(text: string, words: readonly SearchWord[]): readonly Range[] {
  return [...text.matchAll(/\S+/g)].flatMap(({ 0: token, index }) => {
    const folded = fold(token);
    // Folding may change the length ("ﬁ", "İ"): then the whole of it is marked.
    const exact = folded.length === token.length;
    const inside = merged(words.flatMap(word => within(folded, word)));
    if (inside.length === 0) return [];
    if (!exact) return [{ start: index, end: index + token.length }];
    return inside.map(({ start, end }) => ({ start: index + start, end: index + end }));
  });
}

function within(token: string, word: SearchWord): Range[] {
  const found: Range[] = [];
  for (let at = token.indexOf(word.text); at !== -1; at = token.indexOf(word.text, at + word.text.length)) {
    found.push({ start: at, end: at + word.text.length });
  }
  if (found.length > 0 || word.stem === undefined) return found;
  return [...token.matchAll(/\p{L}+/gu)].flatMap(({ 0: letters, index }) =>
    stem(letters) === word.stem ? [{ start: index, end: index + letters.length }] : [],
  );
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const result: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}

function wordStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.indexOf(' ', at) + 1;
}

function framed(pieces: readonly Piece[], cutBefore: boolean, cutAfter: boolean): readonly Piece[] {
  const dots: Piece = { text: '…', found: false };
  return [...(cutBefore ? [dots] : []), ...pieces, ...(cutAfter ? [dots] : [])];
}
