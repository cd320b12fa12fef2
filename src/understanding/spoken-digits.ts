import { digitWords } from '../digit-words.ts';

/** Fewer words in a row are a count ("dua tiga kali"), not a number that is read out... */
const leastInARow = 6;
/** ...but nobody counts from "nol": "nol delapan satu satu" is how a mobile number begins. */
const leastAfterZero = 4;

/** Longer figures are numbers of their own beside the spoken one. */
const longestFigure = 6;

/**
 * `nol delapan satu satu ...` becomes `0811...`: voice typing writes numbers as words. Short figures may stand among the
 * words ("0812 tiga empat ..."), and two digits may be said as one number ("dua belas", "delapan puluh satu").
 */
export function spokenDigits(text: string): string {
  if (!mayBeSpoken(text)) return text;
  const pieces = text.split(/([\s,.-]+)/);
  const written: string[] = [];
  for (let i = 0; i < pieces.length; ) {
    const row = rowAt(pieces, i);
    const end = Math.max(row.end, i + 1);
    if (isReadOut(row)) written.push(row.digits);
    else written.push(...pieces.slice(i, end));
    i = end;
  }
  return written.join('');
}

/** Nearly every message says no number, and need not be taken apart. */
function mayBeSpoken(text: string): boolean {
  const found = text.match(anyDigitWord);
  return found !== null && found.length >= leastAfterZero;
}

const anyDigitWord = new RegExp([...digitWords.keys()].join('|'), 'gi');

interface Row {
  readonly digits: string;
  /** How many words it was said in. */
  readonly spoken: number;
  /** Index of the piece behind it. */
  readonly end: number;
}

/** Words stand at even places of `pieces`, separators between them. */
function rowAt(pieces: readonly string[], start: number): Row {
  let row: Row = { digits: '', spoken: 0, end: start };
  for (let at = start; at % 2 === 0 && at < pieces.length; at += 2) {
    const word = (pieces[at] ?? '').toLowerCase();
    const digits = withWord(row.digits, word, pieces[at + 2]?.toLowerCase() ?? '');
    if (digits === undefined) break;
    row = { digits, spoken: row.spoken + (isFigure(word) ? 0 : 1), end: at + 1 };
  }
  return row;
}

function withWord(digits: string, word: string, next: string): string | undefined {
  const digit = digitWords.get(word);
  if (digit !== undefined) return digits + digit;
  if (isFigure(word)) return digits + word;
  if (digits === '') return undefined;
  if (word === 'belas') return `${digits.slice(0, -1)}1${digits.slice(-1)}`;
  if (word === 'puluh') return digitWords.has(next) ? digits : `${digits}0`;
  return undefined;
}

function isReadOut({ digits, spoken }: Row): boolean {
  return spoken >= leastInARow || (spoken >= leastAfterZero && digits.startsWith('0'));
}

function isFigure(word: string): boolean {
  return word.length <= longestFigure && /^[0-9]+$/.test(word);
}
