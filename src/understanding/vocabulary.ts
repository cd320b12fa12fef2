import { blocks, createFeatureReader, type HashedFeatures } from './features.ts';
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
  /** The vector is only valid until the next call. */
  vectorOf(words: readonly string[]): SparseVector;
}

/** Features that stand in fewer than `least` phrases are left out. */
export function learnVocabulary(
  phrases: readonly (readonly string[])[],
  concepts: Lexicon['concepts'],
  least: number,
): Vocabulary {
  const documents = new Map<number, number>();
  const read = createFeatureReader(concepts);
  for (const words of phrases) {
    const { hashes, ends } = read(words);
    for (const hash of new Set(hashes.subarray(0, ends.at(-1)))) {
      documents.set(hash, (documents.get(hash) ?? 0) + 1);
    }
  }
  const kept = [...documents].filter(([, count]) => count >= least);
  const idf = kept.map(([, count]) => Math.log((1 + phrases.length) / (1 + count)) + 1);
  return createVocabulary(
    Int32Array.from(kept, ([hash]) => hash),
    Float32Array.from(idf),
    concepts,
  );
}

export function createVocabulary(
  hashes: Int32Array,
  idf: Float32Array,
  concepts: Lexicon['concepts'],
): Vocabulary {
  const read = createFeatureReader(concepts);
  const find = createHashTable(hashes);
  const unseenIdf = largest(idf);
  /** How often each feature stands in the message at hand; all 0 between two messages. */
  const counts = new Uint16Array(hashes.length);
  let ids = new Int32Array(4_096);
  let values = new Float32Array(4_096);

  return { size: hashes.length, hashes, idf, vectorOf };

  function vectorOf(words: readonly string[]): SparseVector {
    const features = read(words);
    if (features.hashes.length > ids.length) {
      ids = new Int32Array(features.hashes.length);
      values = new Float32Array(features.hashes.length);
    }
    let start = 0;
    let length = 0;
    let strange = 0;
    for (const [i, { weight }] of blocks.entries()) {
      const end = features.ends[i] ?? start;
      const known = collect(features, start, end, length);
      const unseen = end - start - known.times;
      weigh(length, known.end, unseen, weight);
      start = end;
      length = known.end;
      strange += unseen;
    }
    return {
      ids: ids.subarray(0, length),
      values: values.subarray(0, length),
      familiarity: length === 0 ? 0 : length / (length + strange),
    };
  }

  /** Writes the ids of the known features among `start`..`end` to `ids`, each once, and counts them. */
  function collect({ hashes }: HashedFeatures, start: number, end: number, from: number) {
    let length = from;
    let times = 0;
    for (let i = start; i < end; i++) {
      const id = find(hashes[i] ?? 0);
      if (id < 0) continue;
      times++;
      const count = counts[id] ?? 0;
      counts[id] = count + 1;
      if (count === 0) ids[length++] = id;
    }
    return { end: length, times };
  }

  /** Sublinear term frequency times idf, the block brought to its weight. */
  function weigh(start: number, end: number, unseen: number, weight: number): void {
    // What was never seen makes the rest of its block smaller, and so the answer less sure.
    let square = unseenShare * unseen * unseenIdf * unseenIdf;
    for (let i = start; i < end; i++) {
      const id = ids[i] ?? 0;
      const count = counts[id] ?? 0;
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * (idf[id] ?? 0);
      counts[id] = 0;
      values[i] = value;
      square += value * value;
    }
    const scale = square > 0 ? weight / Math.sqrt(square) : 0;
    for (let i = start; i < end; i++) values[i] = (values[i] ?? 0) * scale;
  }
}

/** How much an unseen feature counts in the length of its block, 0..1. */
const unseenShare = 0.3;

function largest(idf: Float32Array): number {
  let most = 1;
  for (let i = 0; i < idf.length; i++) most = Math.max(most, idf[i] ?? 0);
  return most;
}
