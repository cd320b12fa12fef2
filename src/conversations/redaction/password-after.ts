import { isOrdinary, isReduplicated } from './ordinary-words.ts';
import { isCandidate, looksMadeUp, looksUnusual, type Token, trim } from './secret-tokens.ts';
import { owners, passwordFillers, passwordIntroducers } from './vocabulary.ts';

export interface Secret extends Token {
  /** `false` for a word that may as well be what is said of the password: "sandi saya bunga". */
  readonly certain: boolean;
}

const longestQuoted = 64;
const mostWords = 4;
/** From here on a word that nobody says of passwords is probably one, "sandi sayangmama", even if nobody owns it. */
const longWord = 8;

/**
 * The password that follows the word "password" (`named`), or "ketik". After "ketik" it has to look like one; after
 * "password saya" any word is one that nobody says of passwords, with those that follow it: "sandi saya itu Bunga Mawar".
 */
export function secretAfter(text: string, { 0: word, index }: RegExpExecArray, named: boolean) {
  const found = skipFillers(text, index + word.length, word);
  return quoted(text, found, named) ?? plain(text, found, named);
}

interface Place {
  readonly at: number;
  /** "password:", "password adalah". */
  readonly introduced: boolean;
  /** "passwordku", "password saya". */
  readonly owned: boolean;
  readonly quote: string | undefined;
}

function skipFillers(text: string, from: number, word: string): Place {
  const gap = /[\s:="'“”‘’`>,-]*/uy;
  const next = /[^\s:=]{1,80}/uy;
  let at = from;
  let introduced = false;
  let owned = /(?:nya|ku|mu)$/iu.test(word);
  for (;;) {
    gap.lastIndex = at;
    const between = gap.exec(text)?.[0] ?? '';
    at += between.length;
    introduced ||= /[:="'“”‘’`]/u.test(between);
    next.lastIndex = at;
    const found = next.exec(text)?.[0] ?? '';
    const filler = found.toLowerCase().replace(/[^\p{L}]+$/u, '');
    if (!passwordFillers.has(filler)) return { at, introduced, owned, quote: /["'“‘`]$/u.exec(between)?.[0] };
    introduced ||= passwordIntroducers.has(filler);
    owned ||= owners.has(filler);
    at += found.length;
  }
}

/** The whole of what stands in quotes, unless it is ordinary speech: `ketik "lupa kata sandi"`. */
function quoted(text: string, { at, quote }: Place, named: boolean): Secret | undefined {
  if (quote === undefined) return undefined;
  const closing = { '“': '”', '‘': '’' }[quote] ?? quote;
  const inside = text.slice(at, at + longestQuoted + 1);
  const end = inside.indexOf(closing);
  if (end <= 0) return undefined;
  const said = inside.slice(0, end);
  const words = said.split(/\s+/u).filter(Boolean);
  if (!words.every(isCandidate) || words.every(isOrdinary)) return undefined;
  return named || words.some(isSecretLooking) ? { start: at, text: said, certain: true } : undefined;
}

function plain(text: string, { at, introduced, owned }: Place, named: boolean): Secret | undefined {
  const token = tokenAt(text, at);
  if (!isCandidate(token.text) || isOrdinary(token.text)) return undefined;
  if (isSecretLooking(token.text)) {
    return named || !isReduplicated(token.text) ? { ...token, certain: true } : undefined;
  }
  if (!named || !(introduced || owned || token.text.length >= longWord) || token.text.length < 4)
    return undefined;
  const end = endOfWords(text, token);
  return { start: token.start, text: text.slice(token.start, end), certain: introduced };
}

/** A password may be several words: up to an ordinary word, a stop, or what another finder knows better. */
function endOfWords(text: string, first: Token): number {
  let end = first.start + first.text.length;
  for (let count = 1; count < mostWords; count++) {
    const space = /[^\S\n]+/uy;
    space.lastIndex = end;
    const start = end + (space.exec(text)?.[0].length ?? 0);
    if (start === end) break;
    const token = tokenAt(text, start);
    const goesOn = token.start === start && /^\p{L}{2,}!*$/u.test(token.text) && isCandidate(token.text);
    if (!goesOn || isOrdinary(token.text)) break;
    end = start + token.text.length;
  }
  return end;
}

function isSecretLooking(token: string): boolean {
  return looksMadeUp(token) || looksUnusual(token);
}

function tokenAt(text: string, at: number): Token {
  const whole = /\S{1,80}/uy;
  whole.lastIndex = at;
  return trim(whole.exec(text)?.[0] ?? '', at);
}
