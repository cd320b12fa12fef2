import levenshtein from 'natural/lib/natural/distance/levenshtein_distance.js';
import type { Lexicon } from './lexicon.ts';
import { normalize } from './normalize.ts';

/** A message that JMO shows, as data/error-messages.yml lists it. */
export interface ErrorMessage {
  readonly id: string;
  readonly says: string;
  /** Other wordings, as people remember them. */
  readonly also: readonly string[];
  /** What somebody who quotes it needs. */
  readonly intent: string;
}

export interface FoundMessage {
  readonly id: string;
  readonly intent: string;
  /** 1 = word for word, after normalising. */
  readonly similarity: number;
}

/** Finds the catalogue's message in the words of a user; they may be misspelt and stand in a longer sentence. */
export type FindErrorMessage = (words: readonly string[]) => FoundMessage | undefined;

/** Levenshtein grows with both lengths (0.2 us a cell), so neither side may be long. */
const longestWording = 60;
const longestText = 300;
/** Characters that a misspelt quotation may be longer than the message. */
const slack = 8;
/** Only these many wordings, the ones that share most letter triples, are compared letter by letter. */
const compared = 2;

/**
 * @param least similarity below which nothing is found
 * @param overlap share of a wording's letter triples that must stand in the text before it is compared at all
 */
export function createErrorMessageFinder(
  messages: readonly ErrorMessage[],
  lexicon: Lexicon,
  { least = 0.8, overlap = 0.6 }: { least?: number; overlap?: number } = {},
): FindErrorMessage {
  const wordings = messages.flatMap(({ id, intent, says, also }) =>
    [says, ...also].map(text => {
      const wording = normalize(text, lexicon).join(' ').slice(0, longestWording);
      return { id, intent, wording, triples: triplesOf(wording).size };
    }),
  );
  const withTriple = indexByTriple(wordings.map(({ wording }) => wording));
  const shared = new Uint16Array(wordings.length);

  return words => {
    const text = words.join(' ').slice(0, longestText);
    countShared(text);
    const best = wordings
      .flatMap((wording, i) => {
        const share = (shared[i] ?? 0) / wording.triples;
        return share >= overlap ? [{ ...wording, share }] : [];
      })
      .sort((a, b) => b.share - a.share || b.wording.length - a.wording.length)
      .slice(0, compared)
      .map(({ id, intent, wording }) => ({ id, intent, similarity: similarityWithin(wording, text) }))
      .sort((a, b) => b.similarity - a.similarity)[0];
    return best !== undefined && best.similarity >= least ? best : undefined;
  };

  function countShared(text: string): void {
    shared.fill(0);
    for (const triple of triplesOf(text)) {
      for (const i of withTriple.get(triple) ?? []) shared[i] = (shared[i] ?? 0) + 1;
    }
  }
}

function similarityWithin(wording: string, text: string): number {
  if (` ${text} `.includes(` ${wording} `)) return 1;
  const { distance } = levenshtein.LevenshteinDistanceSearch(wording, likeliestPart(wording, text));
  // Never 1: only word for word is certain.
  return Math.min(0.99, 1 - distance / wording.length);
}

/** The part of the text, a little longer than the wording, that shares most letter triples with it. */
function likeliestPart(wording: string, text: string): string {
  const width = wording.length + slack;
  if (text.length <= width) return text;
  const triples = triplesOf(wording);
  const isShared = (at: number) => (triples.has(text.slice(at, at + 3)) ? 1 : 0);
  let shared = 0;
  let best = { shared: -1, start: 0 };
  for (let end = 0; end < text.length; end++) {
    shared += isShared(end) - (end >= width ? isShared(end - width) : 0);
    if (shared > best.shared) best = { shared, start: Math.max(0, end - width + 1) };
  }
  return text.slice(best.start, best.start + width + slack);
}

function indexByTriple(wordings: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [i, wording] of wordings.entries()) {
    for (const triple of triplesOf(wording)) {
      const list = index.get(triple) ?? [];
      list.push(i);
      index.set(triple, list);
    }
  }
  return index;
}

function triplesOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  const triples = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) triples.add(padded.slice(i, i + 3));
  return triples;
}
