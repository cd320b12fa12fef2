import { covered } from './draft.ts';
import { findNumbers, type NumberToken } from './number-tokens.ts';

/** Digits that belong together: only separators stand between its tokens, never a letter or a mask. */
export type Group = readonly NumberToken[];

const separates = new RegExp(`[\\p{L}${covered}]`, 'u');

export function groupNumbers(text: string): Group[] {
  const groups: NumberToken[][] = [];
  let end = 0;
  for (const token of findNumbers(text)) {
    const group = groups.at(-1);
    if (group && !separates.test(text.slice(end, token.start))) group.push(token);
    else groups.push([token]);
    end = token.end;
  }
  return groups.filter(group => !group.every(token => token.loose));
}

export function span(group: Group): { start: number; end: number } {
  return { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

export function countDigits(group: Group): number {
  return group.reduce((sum, token) => sum + token.digits.length, 0);
}

/** "0811 0000 0001 lo" ends at the last digit. A number of few real digits keeps them: "o 8 l l o o ...". */
export function withoutLooseEnds(group: Group): Group {
  const first = group.findIndex(token => !token.loose);
  const last = group.findLastIndex(token => !token.loose);
  const trimmed = group.slice(first, last + 1);
  return countDigits(trimmed) >= 6 ? trimmed : group;
}
