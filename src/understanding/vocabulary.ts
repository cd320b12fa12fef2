import { blocks, createFeatureReader, type FeatureReader, type HashedFeatures } from './features.ts';
import { createHashTable } from './hash-table.ts';
import type { Lexicon } from './lexicon.ts';

/** A message as numbers: `values[i]` belongs to feature `ids[i]`. Each block of features has length 1 times its weight. */
export interface SparseVector {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Share of the message's features that were seen in training, 0..1; 0 for an empty message. */
  readonly familiarity: number;
}

/** The features that were seen in training. */
export interface Vocabulary {
  readonly size: number;
  /** Hash of each feature, by id; this and `idf` are all that has to be kept on disk. */
  readonly hashes: Int32Array;
  /** Inverse document frequency: ln((1 + phrases) / (1 + phrases with it)) + 1. */
  readonly idf: Float32Array;
  readonly reader: FeatureReader;
  /** How many words apart the two words of a pair may stand. */
  readonly reach: number;
  /** Id of a feature, or -1. */
  find(hash: number): number;
  /** What a block's values are multiplied by: brings it to length 1 times its weight. */
  scaleOf(block: number, square: number, unseen: number): number;
  /** For training; a turn takes the shorter way of word-scores.ts to the same scores. */
  vectorOf(words: readonly string[]): SparseVector;
}

export interface VocabularyOptions {
  /** Features that stand in fewer phrases are left out. */
  readonly least: number;
  readonly reach: number;
}

export function learnVocabulary(
  phrases: readonly (readonly string[])[],
  concepts: Lexicon['concepts'],
  { least, reach }: VocabularyOptions,
): Vocabulary {
  const documents = new Map<number, number>();
  const reader = createFeatureReader(concepts, reach);
  for (const words of phrases) {
    const here = new Set<number>();
    const see = ({ hashes, ends }: HashedFeatures) => {
      for (const hash of hashes.subarray(0, ends.at(-1))) here.add(hash);
    };
    for (const word of words) see(reader.ofWord(word));
    see(reader.ofContext(words.map(reader.inContext)));
    for (const hash of here) documents.set(hash, (documents.get(hash) ?? 0) + 1);
  }
  const kept = [...documents].filter(([, count]) => count >= least);
  const idf = kept.map(([, count]) => Math.log((1 + phrases.length) / (1 + count)) + 1);
  return createVocabulary(
    Int32Array.from(kept, ([hash]) => hash),
    Float32Array.from(idf),
    concepts,
    reach,
  );
}

export function createVocabulary(
  hashes: Int32Array,
  idf: Float32Array,
  concepts: Lexicon['concepts'],
  reach: number,
): Vocabulary {
  const reader = createFeatureReader(concepts, reach);
  const find = createHashTable(hashes);
  const unseenIdf = largest(idf);
  /** How often each feature stands in the message at hand; all 0 between two messages. */
  const counts = new Uint16Array(hashes.length);

  return { size: hashes.length, hashes, idf, reader, reach, find, scaleOf, vectorOf };

  function scaleOf(block: number, square: number, unseen: number): number {
    // What was never seen makes the rest of its block smaller, and so the answer less sure.
    const all = square + unseenShare * unseen * unseenIdf * unseenIdf;
    return all > 0 ? (blocks[block]?.weight ?? 0) / Math.sqrt(all) : 0;
  }

  function vectorOf(words: readonly string[]): SparseVector {
    const found: number[] = [];
    const blockOf: number[] = [];
    const squares = blocks.map(() => 0);
    const unseen = blocks.map(() => 0);
    let [known, strange] = [0, 0];
    const add = (block: number, hash: number) => {
      const id = find(hash);
      if (id < 0) {
        unseen[block] = (unseen[block] ?? 0) + 1;
        strange++;
        return;
      }
      known++;
      squares[block] = (squares[block] ?? 0) + (idf[id] ?? 0) ** 2;
      counts[id] = (counts[id] ?? 0) + 1;
      if (counts[id] !== 1) return;
      found.push(id);
      blockOf.push(block);
    };
    for (const word of words) eachFeature(reader.ofWord(word), add);
    eachFeature(reader.ofContext(words.map(reader.inContext)), add);

    const scales = blocks.map((_, block) => scaleOf(block, squares[block] ?? 0, unseen[block] ?? 0));
    const ids = new Int32Array(found);
    const values = new Float32Array(ids.length);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] ?? 0;
      values[i] = (counts[id] ?? 0) * (idf[id] ?? 0) * (scales[blockOf[i] ?? 0] ?? 0);
      counts[id] = 0;
    }
    return { ids, values, familiarity: known / Math.max(1, known + strange) };
  }
}

/** Calls `see` with each feature and its kind. */
export function eachFeature(
  { hashes, ends }: HashedFeatures,
  see: (block: number, hash: number) => void,
): void {
  let at = 0;
  for (let b = 0; b < ends.length; b++) {
    for (const end = ends[b] ?? 0; at < end; at++) see(b, hashes[at] ?? 0);
  }
}

/** How much an unseen feature counts in the length of its block, 0..1. */
const unseenShare = 0.3;

function largest(idf: Float32Array): number {
  let most = 1;
  for (let i = 0; i < idf.length; i++) most = Math.max(most, idf[i] ?? 0);
  return most;
}
