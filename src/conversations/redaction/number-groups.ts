import { covered } from './draft.ts';
import { numberWord } from './vocabulary.ts';

/** Digits that belong together: only separators stand between its tokens, never a letter or a mask. */
export type Group = readonly NumberToken[];

export interface NumberToken {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** A number word ("nol", "delapan"); counts as one digit. */
  readonly spoken: boolean;
}

const separates = new RegExp(`[\\p{L}${covered}]`, 'u');

export function groupNumbers(text: string): Group[] {
  const tokens = [
    ...[...text.matchAll(/\d+/g)].map(match => toToken(match, false)),
    ...[...text.matchAll(numberWord)].map(match => toToken(match, true)),
  ].sort((a, b) => a.start - b.start);
  const groups: NumberToken[][] = [];
  let end = 0;
  for (const token of tokens) {
    const group = groups.at(-1);
    if (group && !separates.test(text.slice(end, token.start))) group.push(token);
    else groups.push([token]);
    end = token.end;
  }
  return groups;
}

export function span(group: Group): { start: number; end: number } {
  return { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

export function countDigits(group: Group): number {
  return group.reduce((sum, token) => sum + token.digits.length, 0);
}

function toToken(match: RegExpExecArray, spoken: boolean): NumberToken {
  const [found] = match;
  return { start: match.index, end: match.index + found.length, digits: spoken ? '0' : found, spoken };
}
