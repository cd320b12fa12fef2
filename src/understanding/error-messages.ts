import type { Lexicon } from './lexicon.ts';
import { normalize } from './normalize.ts';
import { alignWords, lettersOf } from './word-alignment.ts';

/** A message that JMO shows, as data/error-messages.yml lists it. */
export interface ErrorMessage {
  readonly id: string;
  readonly says: string;
  /** Other wordings, as people remember them. */
  readonly also: readonly string[];
  /** What somebody who quotes it needs. */
  readonly intent: string;
  /** Offered to be tapped to those who would send a picture of their screen. */
  readonly common?: boolean;
}

export interface FoundMessage {
  readonly id: string;
  readonly intent: string;
  /** 1 = word for word, after normalising. */
  readonly similarity: number;
}

/** Finds the catalogue's message in the words of a user; they may be misspelt and stand in a longer sentence. */
export type FindErrorMessage = (words: readonly string[]) => FoundMessage | undefined;

interface Wording {
  readonly id: string;
  readonly intent: string;
  readonly words: readonly string[];
  readonly letters: number;
}

/** Comparing grows with both lengths, so neither side may be long; both count words. */
const longestWording = 12;
const longestText = 60;
/** Only these many wordings, the ones that share most words, are compared letter by letter. */
const compared = 2;

/**
 * @param least similarity below which nothing is found
 * @param overlap share of a wording's letters that must stand in the text as whole words before it is compared at all
 */
export function createErrorMessageFinder(
  messages: readonly ErrorMessage[],
  lexicon: Lexicon,
  { least = 0.8, overlap = 0.4 }: { least?: number; overlap?: number } = {},
): FindErrorMessage {
  const wordings: readonly Wording[] = messages.flatMap(({ id, intent, says, also }) =>
    [says, ...also].map(text => {
      const words = normalize(text, lexicon).slice(0, longestWording);
      return { id, intent, words, letters: lettersOf(words) };
    }),
  );
  const withWord = indexByWord(wordings);
  /** Letters that each wording shares with the text at hand; all 0 between two texts. */
  const shared = new Uint16Array(wordings.length);

  return all => {
    const text = all.slice(0, longestText);
    const found = candidates(text)
      .map(({ id, intent, words, letters }) => ({ id, intent, similarity: similarity(words, letters, text) }))
      .sort((a, b) => b.similarity - a.similarity)[0];
    return found !== undefined && found.similarity >= least ? found : undefined;
  };

  /** The wordings that share most with the text, found through the index without a look at the others. */
  function candidates(text: readonly string[]): readonly Wording[] {
    const alike: { readonly wording: Wording; readonly share: number; readonly at: number }[] = [];
    for (const at of countShared(text)) {
      const wording = wordings[at];
      const letters = shared[at] ?? 0;
      shared[at] = 0;
      if (wording === undefined || letters < overlap * wording.letters) continue;
      alike.push({ wording, share: letters / wording.letters, at });
    }
    return alike
      .sort((a, b) => b.share - a.share || b.wording.letters - a.wording.letters || a.at - b.at)
      .slice(0, compared)
      .map(({ wording }) => wording);
  }

  /** Fills `shared` and answers the places of the wordings that have a word in common with the text. */
  function countShared(text: readonly string[]): readonly number[] {
    const places: number[] = [];
    for (const word of new Set(text)) {
      for (const at of withWord.get(word) ?? []) {
        if (shared[at] === 0) places.push(at);
        shared[at] = (shared[at] ?? 0) + word.length + 1;
      }
    }
    return places;
  }
}

function similarity(wording: readonly string[], letters: number, text: readonly string[]): number {
  const distance = alignWords(wording, text);
  // 1 only for word for word: a wording of one long word may be misspelt by less than can be told apart.
  return distance === 0 ? 1 : Math.min(0.99, 1 - distance / letters);
}

function indexByWord(wordings: readonly Wording[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [i, { words }] of wordings.entries()) {
    for (const word of new Set(words)) {
      const list = index.get(word) ?? [];
      list.push(i);
      index.set(word, list);
    }
  }
  return index;
}
