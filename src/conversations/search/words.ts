import { stem } from './stem.ts';

/** A word of a search: found where it stands, be it within a longer one, and in other forms of it. */
export interface SearchWord {
  /** Folded, without spaces. */
  readonly text: string;
  /** Of a word that is nothing but letters. */
  readonly stem?: string;
}

/** More would narrow nothing down any further, and each one costs. */
const mostWords = 8;

/** Shorter ones have no forms worth finding. */
const shortestStemmed = 3;

/** What somebody typed, as words; every one of them has to occur. The first `mostWords` count. */
export function searchWords(text: string | undefined): readonly SearchWord[] {
  const words = new Set((text ?? '').split(/\s+/).filter(Boolean).map(fold));
  return [...words].slice(0, mostWords).map(word => {
    const [letters] = lettersIn(word);
    return letters === word && word.length >= shortestStemmed
      ? { text: word, stem: stem(word) }
      : { text: word };
  });
}

export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The runs of letters in folded text. */
export function lettersIn(folded: string): readonly string[] {
  return folded.match(/\p{L}+/gu) ?? [];
}
