import type { Lexicon } from './lexicon.ts';

/** A word of a message with its place in it. */
export interface PlacedWord {
  /** Lower case, in the lexicon's spelling: `tidak` for `gk`; the clitic -nya is gone. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** A sign that ends a clause follows. */
  readonly stops: boolean;
}

/** Words with their places; full stops within numbers and addresses (`1.5`, `a@b.id`) end nothing. */
export function placeWords(text: string, lexicon: Lexicon, limit = 200): readonly PlacedWord[] {
  const lower = text.toLowerCase();
  // A few capitals are longer in lower case, which would shift every place behind them.
  const source = lower.length === text.length ? lower : text;
  const placed: PlacedWord[] = [];
  for (let i = 0; i < source.length && placed.length < limit; ) {
    const start = skipSigns(source, i);
    const end = endOfWord(source, start);
    i = skipSigns(source, end);
    if (end === start) continue;
    const stops = hasStop(source, end, i);
    placed.push({ word: spelled(source.slice(start, end), lexicon), start, end, stops });
  }
  return placed;
}

function skipSigns(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSign(text.charCodeAt(at))) at++;
  return at;
}

/** A sign with a word character on both sides belongs to the word. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isSign(code)) at++;
    else if (isInnerSign(code) && at > start && at + 1 < text.length && !isSign(text.charCodeAt(at + 1)))
      at++;
    else break;
  }
  return at;
}

function hasStop(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (stopSigns.includes(text[at] ?? '')) return true;
  return false;
}

const stopSigns = ',;!?.:\n\u2026';
const signs = new Set(
  [...` \t\r${stopSigns}()[]"'\u201c\u201d\u2018\u2019*~`].map(sign => sign.charCodeAt(0)),
);

function isSign(code: number): boolean {
  return signs.has(code);
}

/** `.`, `:` and `'`: "1.5", "nik:32", "jum'at". A comma parts words also without a space: "sandi,email". */
function isInnerSign(code: number): boolean {
  return code === 0x2e || code === 0x3a || code === 0x27;
}

function spelled(word: string, lexicon: Lexicon): string {
  const canonical = lexicon.slang.get(word);
  if (canonical !== undefined) return canonical.length === 1 ? (canonical[0] ?? word) : canonical.join(' ');
  if (lexicon.address.has(word)) return 'kak';
  return word.length > 5 && word.endsWith('nya') ? word.slice(0, -3) : word;
}
