import { numberName, numberNames } from './vocabulary.ts';

export interface NumberToken {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Number words ("nol", "telu"); each counts as one digit. */
  readonly spoken: boolean;
  /** Only letters that look like digits ("o", "lI"): a number among other numbers, by itself none. */
  readonly loose: boolean;
}

/** Every number of the text in order: digits, letters that stand for digits, spoken digits. */
export function findNumbers(text: string): NumberToken[] {
  const written = [...text.matchAll(/[\doOlI]+/g)].flatMap(match => toWritten(text, match));
  const spoken = [...text.matchAll(numberNames)].map(toSpoken);
  return [...written, ...spoken].sort((a, b) => a.start - b.start);
}

/** So many look-alikes in a row are no end or beginning of a word. */
const noPartOfWord = 3;

/** "o811" and "3299o7" are numbers; of "halo2" and "2lagi" only the digit is one. */
function toWritten(text: string, match: RegExpExecArray): NumberToken[] {
  const [run] = match;
  const gluedBefore = isLetter(text[match.index - 1]);
  const gluedAfter = isLetter(text[match.index + run.length]);
  const first = run.search(/\d/);
  const loose = first < 0;
  if (loose && (gluedBefore || gluedAfter)) return [];
  const after = loose ? 0 : (/[^\d]*$/.exec(run.slice(-noPartOfWord))?.[0].length ?? 0);
  const skipped = gluedBefore && first < noPartOfWord ? first : 0;
  const dropped = gluedAfter && after < noPartOfWord ? after : 0;
  const start = match.index + skipped;
  const end = match.index + run.length - dropped;
  return [{ start, end, digits: toDigits(text.slice(start, end)), spoken: false, loose }];
}

function toSpoken(match: RegExpExecArray): NumberToken {
  const [found] = match;
  const digits = '0'.repeat(found.match(numberName)?.length ?? 1);
  return { start: match.index, end: match.index + found.length, digits, spoken: true, loose: false };
}

function toDigits(run: string): string {
  return run.replace(/o/gi, '0').replace(/[lI]/g, '1');
}

function isLetter(unit: string | undefined): boolean {
  return unit !== undefined && /\p{L}/u.test(unit);
}
