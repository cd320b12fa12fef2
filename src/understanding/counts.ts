const numberOf: ReadonlyMap<string, number> = new Map(
  'nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas'
    .split(' ')
    .map((word, value) => [word, value] as const),
);

/** What people say instead of a number. */
const vague: ReadonlyMap<string, number> = new Map([
  ['beberapa', 3],
  ['setengah', 0.5],
]);

/**
 * The number that begins at `words[at]`, in figures or words below 100 ("dua belas", "tiga puluh satu", "satu setengah"),
 * and how many words it takes; `undefined` when none begins there.
 */
export function readCount(
  words: readonly string[],
  at: number,
): { readonly count: number; readonly used: number } | undefined {
  const word = words[at] ?? '';
  if (isFigure(word)) return { count: Number(word), used: 1 };
  const value = vague.get(word) ?? numberOf.get(word);
  if (value === undefined) return undefined;
  switch (words[at + 1]) {
    case 'belas':
      return { count: 10 + value, used: 2 };
    case 'puluh': {
      const unit = numberOf.get(words[at + 2] ?? '');
      return { count: 10 * value + (unit ?? 0), used: unit === undefined ? 2 : 3 };
    }
    case 'setengah':
      return { count: value + 0.5, used: 2 };
    default:
      return { count: value, used: 1 };
  }
}

function isFigure(word: string): boolean {
  return beginsWithDigit(word) && word.length <= 3 && /^[0-9]+$/.test(word);
}

/** Whether a look at the whole word is worth it. */
export function beginsWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
