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
const longestText = 160;
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
      return { id, intent, wording, triples: triplesOf(wording) };
    }),
  );

  return words => {
    const text = words.join(' ').slice(0, longestText);
    const triples = triplesOf(text);
    const best = wordings
      .map(wording => ({ ...wording, shared: share(wording.triples, triples) }))
      .filter(({ shared }) => shared >= overlap)
      .sort((a, b) => b.shared - a.shared || b.wording.length - a.wording.length)
      .slice(0, compared)
      .map(({ id, intent, wording }) => ({ id, intent, similarity: similarityWithin(wording, text) }))
      .sort((a, b) => b.similarity - a.similarity)[0];
    return best !== undefined && best.similarity >= least ? best : undefined;
  };
}

function similarityWithin(wording: string, text: string): number {
  if (` ${text} `.includes(` ${wording} `)) return 1;
  const { distance } = levenshtein.LevenshteinDistanceSearch(wording, text);
  // Never 1: only word for word is certain.
  return Math.min(0.99, 1 - distance / wording.length);
}

function triplesOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  const triples = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i++) triples.add(padded.slice(i, i + 3));
  return triples;
}

function share(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  let shared = 0;
  for (const triple of part) if (whole.has(triple)) shared++;
  return part.size === 0 ? 0 : shared / part.size;
}
