import type { Draft, Finding } from './draft.ts';
import { maskKpj, maskNik, masks } from './masks.ts';
import { countDigits, type Group, groupNumbers, span, withoutLooseEnds } from './number-groups.ts';
import { type NamedAs, nameBefore, withoutNumbers } from './number-names.ts';
import type { NumberToken } from './number-tokens.ts';
import { publicNumbers } from './vocabulary.ts';

export interface NumberContext {
  /** Mask every number of two digits or more. */
  readonly strict: boolean;
  /** A verification is pending: 4 to 8 digits are its code. */
  readonly codeExpected: boolean;
}

/** Covers NIK, KPJ, phone numbers, codes and whatever else has so many digits that it may be part of one. */
export function coverNumbers(draft: Draft, context: NumberContext): void {
  if (/\d/.test(draft.text)) coverLetteredKpj(draft);
  const text = draft.text;
  const groups = groupNumbers(text);
  if (groups.length === 0) return;
  const nameOf = nameBefore(text, groups.map(span));
  const smallest = smallestMasked(text, groups, context.strict);
  for (const group of groups) {
    const named = nameOf(span(group).start);
    for (const part of splitAtKnown(group)) {
      const cover = coverFor(part, named, context, smallest);
      if (cover) coverNumber(draft, text, part, cover);
    }
  }
}

/** From how many digits on a number is masked without being recognised. */
function smallestMasked(text: string, groups: readonly Group[], strict: boolean): number {
  const total = groups.reduce((sum, group) => sum + countDigits(group), 0);
  const nothingElse = !/\p{L}/u.test(withoutNumbers(text, groups.map(span)));
  if (nothingElse && (strict || total >= 3)) return 1;
  if (strict) return total >= 6 ? 1 : 2;
  return 6;
}

/** A group that is no number as a whole may hold one among others: "3299011503900001, 2 kali". */
function splitAtKnown(group: Group): Group[] {
  if (recognise(group)) return [group];
  const parts: Group[] = [];
  let rest: NumberToken[] = [];
  for (const token of withoutLooseEnds(group)) {
    if (recognise([token])) {
      parts.push(rest, [token]);
      rest = [];
    } else rest.push(token);
  }
  return [...parts, rest].filter(part => part.length > 0);
}

interface Cover {
  readonly kind: Finding;
  readonly mask: string;
}

function coverFor(
  group: Group,
  named: NamedAs,
  { strict, codeExpected }: NumberContext,
  smallest: number,
): Cover | undefined {
  const known = recognise(group);
  if (known) return known;
  if (!strict && group.every(token => publicNumbers.has(token.digits))) return undefined;
  const count = countDigits(group);
  const secret = secretKind(count, named, codeExpected);
  if (secret) return { kind: secret, mask: masks[secret] };
  return count >= smallest ? { kind: 'digits', mask: strict ? masks.fewDigits : masks.digits } : undefined;
}

function secretKind(count: number, named: NamedAs, codeExpected: boolean): 'code' | 'password' | undefined {
  if (count < 4 || count > 8) return undefined;
  if (named === 'password' || named === 'code') return named;
  return codeExpected && !(named === 'year' && count === 4) ? 'code' : undefined;
}

function recognise(group: Group): Cover | undefined {
  if (group.some(token => token.spoken)) return undefined;
  const digits = group.map(token => token.digits).join('');
  if (digits.length === 16) return { kind: 'nik', mask: maskNik(digits) };
  // 10 to 13 digits counted from the 0, which may be written 62 or left away.
  if (/^(?:08\d{8,11}|(?:00)?628\d{8,11})$/.test(digits)) return { kind: 'phone', mask: masks.phone };
  if (digits.length === 11) return { kind: 'kpj', mask: maskKpj(digits) };
  return /^8\d{8,11}$/.test(digits) ? { kind: 'phone', mask: masks.phone } : undefined;
}

/** Stars around a mask would be taken for its own: they go with it. */
function coverNumber(draft: Draft, text: string, group: Group, { kind, mask }: Cover): void {
  let { start, end } = span(group);
  if (kind === 'nik' || kind === 'kpj') {
    while (text[start - 1] === '*') start -= 1;
    while (text[end] === '*') end += 1;
  }
  draft.cover(start, end, mask, kind);
}

/** Some old KPJ hold a letter: eleven characters, most of them digits. */
function coverLetteredKpj(draft: Draft): void {
  const text = draft.text;
  for (const match of text.matchAll(/(?<![\p{L}\d])[0-9A-Za-z]{11}(?![\p{L}\d])/gu)) {
    const count = match[0].replace(/\D/g, '').length;
    if (count < 8 || count === 11) continue;
    const token = {
      start: match.index,
      end: match.index + 11,
      digits: match[0],
      spoken: false,
      loose: false,
    };
    coverNumber(draft, text, [token], { kind: 'kpj', mask: maskKpj(match[0]) });
  }
}
