import {
  type Block,
  blocks,
  createFeatureReader,
  type FeatureReader,
  type HashedFeatures,
} from './features.ts';
import { createHashTable } from './hash-table.ts';
import type { Lexicon } from './lexicon.ts';

/** A message as numbers: `values[i]` belongs to feature `ids[i]`. All messages have about the same length. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Share of the message's features that were seen in training, 0..1; 0 for an empty message. */
  readonly familiarity: number;
}

/** The features that were seen in training. */
export interface Vocabulary {
  /** Hash of each feature, by id; this, `values` and the rest of the model are all that is kept on disk. */
  readonly hashes: Int32Array;
  /** How much a feature counts: weight of its kind times ln((1 + phrases) / (1 + phrases with it)) + 1. */
  readonly values: Float32Array;
  readonly reader: FeatureReader;
  /** How many words apart the two words of a pair may stand. */
  readonly reach: number;
  /** Id of a feature, or -1. */
  find(hash: number): number;
  /** By kind: what a feature that was never seen adds to the squared length of a message. */
  readonly unseenSquares: readonly number[];
  /** For training; a turn takes the shorter way of word-scores.ts to the same scores. */
  vectorOf(words: readonly string[]): SparseVector;
}

export interface VocabularyOptions {
  /** Features that stand in fewer phrases are left out. */
  readonly least: number;
  readonly reach: number;
  /** How much a feature of each kind counts: the many character n-grams must not drown the few words. */
  readonly weights: Readonly<Record<Block, number>>;
}

export function learnVocabulary(
  phrases: readonly (readonly string[])[],
  concepts: Lexicon['concepts'],
  { least, reach, weights }: VocabularyOptions,
): Vocabulary {
  const seen = new Map<number, { readonly block: number; documents: number; last: number }>();
  const reader = createFeatureReader(concepts, reach);
  for (const [phrase, words] of phrases.entries()) {
    eachFeature(reader, words, (block, hash) => {
      const feature = seen.get(hash) ?? { block, documents: 0, last: -1 };
      if (feature.last === phrase) return;
      seen.set(hash, Object.assign(feature, { documents: feature.documents + 1, last: phrase }));
    });
  }
  // The most frequent ones first: their rows then lie side by side, and stay in the processor's cache.
  const kept = [...seen]
    .filter(([, { documents }]) => documents >= least)
    .sort((a, b) => b[1].documents - a[1].documents);
  return createVocabulary({
    hashes: Int32Array.from(kept, ([hash]) => hash),
    values: Float32Array.from(kept, ([, { block, documents }]) => valueOfFeature(block, documents)),
    unseenSquares: blocks.map((_, block) => unseenShare * valueOfFeature(block, 0) ** 2),
    concepts,
    reach,
  });

  function valueOfFeature(block: number, documents: number): number {
    const kind = blocks[block];
    return (kind ? weights[kind] : 0) * (Math.log((1 + phrases.length) / (1 + documents)) + 1);
  }
}

export function createVocabulary({
  hashes,
  values,
  unseenSquares,
  concepts,
  reach,
}: Pick<Vocabulary, 'hashes' | 'values' | 'unseenSquares' | 'reach'> &
  Pick<Lexicon, 'concepts'>): Vocabulary {
  const reader = createFeatureReader(concepts, reach);
  const find = createHashTable(hashes);
  /** How often each feature stands in the message at hand; all 0 between two messages. */
  const counts = new Uint16Array(hashes.length);

  return { hashes, values, reader, reach, find, unseenSquares, vectorOf };

  function vectorOf(words: readonly string[]): SparseVector {
    const found: number[] = [];
    let square = 0;
    let [known, strange] = [0, 0];
    eachFeature(reader, words, (block, hash) => {
      const id = find(hash);
      if (id < 0) {
        square += unseenSquares[block] ?? 0;
        strange++;
        return;
      }
      known++;
      square += (values[id] ?? 0) ** 2;
      counts[id] = (counts[id] ?? 0) + 1;
      if (counts[id] === 1) found.push(id);
    });
    const scale = scaleOf(square);
    const scaled = Float32Array.from(found, id => (counts[id] ?? 0) * (values[id] ?? 0) * scale);
    for (const id of found) counts[id] = 0;
    return { ids: Int32Array.from(found), values: scaled, familiarity: shareOf(known, strange) };
  }
}

/** What the values of a message are multiplied by, given the sum of their squares: long and short ones count the same. */
export function scaleOf(square: number): number {
  return square > 0 ? lengthOfMessage / Math.sqrt(square) : 0;
}

/** Of `known` and `strange` things, how many are known, 0..1; 0 of nothing. */
export function shareOf(known: number, strange: number): number {
  return known / Math.max(1, known + strange);
}

/** Calls `see` with each feature of a message and its kind. */
export function eachFeature(
  reader: FeatureReader,
  words: readonly string[],
  see: (block: number, hash: number) => void,
): void {
  for (const word of words) eachOf(reader.ofWord(word), see);
  eachOf(reader.ofContext(words.map(reader.inContext)), see);
}

function eachOf({ hashes, ends }: HashedFeatures, see: (block: number, hash: number) => void): void {
  let at = 0;
  for (let b = 0; b < ends.length; b++) {
    for (const end = ends[b] ?? 0; at < end; at++) see(b, hashes[at] ?? 0);
  }
}

/** The regression's step and decay are tuned to messages of this length. */
const lengthOfMessage = 1.66;

/** What was never seen makes the rest of a message smaller, and so the answer less sure; this much of it, 0..1. */
const unseenShare = 0.25;
