import { beginsWithDigit } from './counts.ts';
import type { Entity } from './understanding.ts';

type DateSaid = Extract<Entity, { type: 'date' }>;

/**
 * Calendar days: "tgl 12 maret", "12 mar 2024", "12/3/2024". Days of birth are left out: they say nothing about a problem
 * and are nobody's business.
 *
 * @param words after `normalize`, which keeps numbers of up to four digits
 */
export function findDates(words: readonly string[]): readonly DateSaid[] {
  const found: DateSaid[] = [];
  for (let i = 0; i + 1 < words.length && found.length < most; i++) {
    const date = dateAt(words, i);
    if (date !== undefined && !isBirth(words, i)) found.push(date);
  }
  return found;
}

/**
 * Whole days from `date` to `now` (milliseconds since the epoch), counted in Jakarta time (UTC+7, no summer time).
 * Without a year the latest such day that is not in the future is meant; negative for a future date with a year.
 */
export function daysSince({ day, month, year }: DateSaid, now: number): number {
  const today = Math.floor((now + jakarta) / aDay);
  const thisYear = new Date(now + jakarta).getUTCFullYear();
  const dayNumber = (of: number) => Math.floor(Date.UTC(of, month - 1, day) / aDay);
  if (year !== undefined) return today - dayNumber(year);
  const age = today - dayNumber(thisYear);
  return age >= 0 ? age : today - dayNumber(thisYear - 1);
}

const most = 3;
const aDay = 86_400_000;
const jakarta = 7 * 3_600_000;

const monthOf: ReadonlyMap<string, number> = new Map(
  [
    'januari jan januar',
    'februari feb pebruari febuari peb',
    'maret mar mart',
    'april apr',
    'mei may',
    'juni jun',
    'juli jul',
    'agustus agu agt agus agst ags aug',
    'september sep sept',
    'oktober okt oct',
    'november nov nop nopember',
    'desember des dec',
  ].flatMap((spellings, month) => spellings.split(' ').map(spelling => [spelling, month + 1] as const)),
);

function dateAt(words: readonly string[], at: number): DateSaid | undefined {
  const day = figure(words[at]);
  if (day === undefined) return undefined;
  const named = monthOf.get(words[at + 1] ?? '');
  const year = yearIn(words[at + 2]);
  if (named !== undefined) return date(day, named, year);
  // In figures only with the year: "12 3" alone may be anything.
  return year === undefined ? undefined : date(day, figure(words[at + 1]), year);
}

function date(day: number, month: number | undefined, year: number | undefined): DateSaid | undefined {
  const longest = month === undefined ? undefined : daysIn[month - 1];
  if (month === undefined || longest === undefined || day < 1 || day > longest) return undefined;
  return year === undefined ? { type: 'date', day, month } : { type: 'date', day, month, year };
}

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function figure(word: string | undefined): number | undefined {
  return word !== undefined && beginsWithDigit(word) && /^[0-9]{1,2}$/.test(word) ? Number(word) : undefined;
}

function yearIn(word: string | undefined): number | undefined {
  return word !== undefined && /^20[0-9]{2}$/.test(word) ? Number(word) : undefined;
}

const birth = new Set(['lahir', 'kelahiran', 'ttl', 'ultah']);

function isBirth(words: readonly string[], at: number): boolean {
  return words.slice(Math.max(0, at - 4), at).some(word => birth.has(word));
}
