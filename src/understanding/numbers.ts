import type { Entity } from './understanding.ts';

type NumberEntity = Extract<Entity, { type: 'nik' | 'kpj' | 'phone' }>;

/** More digit groups than this in a row are a list, not a number. */
const longestRow = 40;

/**
 * NIK (16 digits), KPJ (11 characters `[0-9A-Z]`, at least 8 of them digits) and mobile numbers (10-13 digits from the 0)
 * in cleaned text; digits may be grouped by spaces, dots or dashes. Where 11 digits may be a KPJ as well as a mobile
 * number, both readings are returned: whoever asked knows which one was meant.
 */
export function findNumbers(text: string): readonly NumberEntity[] {
  const withoutCards: string[] = [];
  const found: NumberEntity[] = [];
  for (const piece of text.split(/(\s+)/)) {
    const card = cardWithLetters(piece);
    if (card !== undefined) found.push({ type: 'kpj', value: card });
    withoutCards.push(card === undefined ? piece : '|');
  }
  for (const row of rowsOfDigits(withoutCards.join(''))) found.push(...readRow(row));
  return found;
}

/** Some old cards hold a letter; without it the digits below would find them. */
function cardWithLetters(piece: string): string | undefined {
  const bare = piece.replace(/[.,;:!?]{1,3}$/, '').toUpperCase();
  if (bare.length !== 11 || !/^[0-9A-Z]{11}$/.test(bare)) return undefined;
  const digits = bare.replace(/[A-Z]/g, '').length;
  return digits >= 8 && digits < 11 ? bare : undefined;
}

/** Groups of digits that nothing but one short separator (` `, `.`, `-`, ` - `) parts. */
function rowsOfDigits(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let lastEnd = -1;
  for (const match of text.matchAll(/[0-9]+/g)) {
    const between = lastEnd < 0 ? '' : text.slice(lastEnd, match.index);
    if (row.length === 0 || row.length >= longestRow || !isJoint(between)) {
      row = [];
      rows.push(row);
    }
    row.push(match[0]);
    lastEnd = match.index + match[0].length;
  }
  return rows;
}

function isJoint(between: string): boolean {
  return between.length <= 3 && /^ ?[ .-]? ?$/.test(between);
}

function readRow(groups: readonly string[]): readonly NumberEntity[] {
  const found: NumberEntity[] = [];
  for (let i = 0; i < groups.length; ) {
    const { entities, used } = readAt(groups, i);
    found.push(...entities);
    i += used;
  }
  return found;
}

/** One group that is complete by itself wins, then all that is left of the row, then the longest beginning. */
function readAt(groups: readonly string[], at: number): { entities: readonly NumberEntity[]; used: number } {
  const alone = readNumber(groups[at] ?? '');
  if (alone.length > 0) return { entities: alone, used: 1 };
  for (let end = groups.length; end > at + 1; end--) {
    if (end - at > 16) continue;
    const entities = readNumber(groups.slice(at, end).join(''));
    const whole = end === groups.length && at === 0;
    // 11 digits put together from a longer list of figures are chance, not a card number.
    const kept = whole ? entities : entities.filter(entity => entity.type !== 'kpj');
    if (kept.length > 0) return { entities: kept, used: end - at };
  }
  return { entities: [], used: 1 };
}

function readNumber(digits: string): readonly NumberEntity[] {
  if (digits.length === 16) return [{ type: 'nik', value: digits }];
  const phone = mobileNumber(digits);
  const found: NumberEntity[] = phone === undefined ? [] : [{ type: 'phone', value: phone }];
  if (digits.length === 11) found.push({ type: 'kpj', value: digits });
  return found;
}

/** As written at home: `6281..` and `+6281..` become `081..`. */
function mobileNumber(digits: string): string | undefined {
  const local = digits.startsWith('62') ? `0${digits.slice(2)}` : digits;
  return local.startsWith('08') && local.length >= 10 && local.length <= 13 ? local : undefined;
}
