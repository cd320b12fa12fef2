import { codeWords, isPasswordWord, numberFillers, yearWords } from './vocabulary.ts';

/** What the words before a number say that it is. */
export type NamedAs = 'code' | 'password' | 'year' | undefined;

const farthest = 4;

/** Looks at up to four words before a number: "kode yang masuk itu 1234". Numbers themselves count as no word. */
export function nameBefore(
  text: string,
  numbers: readonly { readonly start: number; readonly end: number }[],
): (start: number) => NamedAs {
  const words = [...withoutNumbers(text, numbers).matchAll(/\p{L}+/gu)];
  return start => {
    const end = countBefore(words, start);
    const nearest = words.slice(Math.max(0, end - farthest), end).reverse();
    const telling = nearest.map(match => match[0].toLowerCase()).find(word => !numberFillers.has(word));
    return telling === undefined ? undefined : meaningOf(telling);
  };
}

/** What a word says of the number after it. Lower case. */
export function meaningOf(word: string): NamedAs {
  if (isPasswordWord(word)) return 'password';
  if (yearWords.has(word)) return 'year';
  return codeWords.has(word) ? 'code' : undefined;
}

/** The text with spaces in place of the numbers. */
export function withoutNumbers(
  text: string,
  numbers: readonly { readonly start: number; readonly end: number }[],
): string {
  const units = text.split('');
  for (const { start, end } of numbers) units.fill(' ', start, end);
  return units.join('');
}

/** How many words begin before `start`; binary search, as there may be many numbers. */
function countBefore(words: readonly RegExpExecArray[], start: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.index ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
