import { blocks, eachFeature } from './features.ts';
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
  for (const words of phrases) {
    const here = new Set<number>();
    eachFeature(words, concepts, (_, hash) => here.add(hash));
    for (const hash of here) documents.set(hash, (documents.get(hash) ?? 0) + 1);
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
  const find = createTable(hashes);
  const unseenIdf = idf.reduce((most, value) => Math.max(most, value), 1);
  const counts = new Float32Array(hashes.length);
  let ids = new Int32Array(1_024);
  let blockOf = new Uint8Array(1_024);
  let values = new Float32Array(1_024);
  const squares = new Float64Array(blocks.length);
  const unseen = new Float64Array(blocks.length);
  const scales = new Float64Array(blocks.length);

  return { size: hashes.length, hashes, idf, vectorOf };

  function vectorOf(words: readonly string[]): SparseVector {
    squares.fill(0);
    unseen.fill(0);
    let length = 0;
    eachFeature(words, concepts, (block, hash) => {
      const id = find(hash);
      if (id < 0) {
        unseen[block] = (unseen[block] ?? 0) + 1;
        return;
      }
      const count = counts[id] ?? 0;
      counts[id] = count + 1;
      if (count > 0) return;
      if (length === ids.length) grow();
      ids[length] = id;
      blockOf[length] = block;
      length++;
    });
    weigh(length);
    const strange = unseen.reduce((sum, count) => sum + count, 0);
    return {
      ids: ids.subarray(0, length),
      values: values.subarray(0, length),
      familiarity: length === 0 ? 0 : length / (length + strange),
    };
  }

  /** Sublinear term frequency times idf, every block brought to its weight. */
  function weigh(length: number): void {
    for (let i = 0; i < length; i++) {
      const id = at(ids, i);
      const count = at(counts, id);
      const value = (count === 1 ? 1 : 1 + Math.log(count)) * at(idf, id);
      counts[id] = 0;
      values[i] = value;
      squares[at(blockOf, i)] = at(squares, at(blockOf, i)) + value * value;
    }
    for (const [block, { weight }] of blocks.entries()) {
      // What was never seen makes the rest of its block smaller, and so the answer less sure.
      const square = at(squares, block) + unseenShare * at(unseen, block) * unseenIdf * unseenIdf;
      scales[block] = square > 0 ? weight / Math.sqrt(square) : 0;
    }
    for (let i = 0; i < length; i++) values[i] = at(values, i) * at(scales, at(blockOf, i));
  }

  function grow(): void {
    ids = enlarged(ids, new Int32Array(ids.length * 2));
    blockOf = enlarged(blockOf, new Uint8Array(blockOf.length * 2));
    values = enlarged(values, new Float32Array(values.length * 2));
  }
}

/** Element that is known to exist. */
function at(array: Int32Array | Uint8Array | Float32Array | Float64Array, index: number): number {
  return array[index] ?? 0;
}

/** How much an unseen feature counts in the length of its block, 0..1. */
const unseenShare = 0.3;

function enlarged<T extends Int32Array | Uint8Array | Float32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Open addressing with linear probing, at most half full; answers the id of a hash or -1. */
function createTable(hashes: Int32Array): (hash: number) => number {
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, hashes.length * 2)));
  const slots = new Int32Array(size).fill(-1);
  const mask = size - 1;
  const slotOf = (hash: number): number => {
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const id = slots[slot] ?? -1;
      if (id < 0 || hashes[id] === hash) return slot;
      slot = (slot + 1) & mask;
    }
  };
  for (const [id, hash] of hashes.entries()) slots[slotOf(hash)] = id;
  return hash => slots[slotOf(hash)] ?? -1;
}
