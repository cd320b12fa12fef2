import { block, blocks, type HashedFeatures } from './features.ts';
import type { Weights } from './linear-weights.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a word, or the words together, add to a message. */
interface Sums {
  /** `scores[block * classes + class]`: idf times weight, summed over the features of a block. */
  readonly scores: Float32Array;
  /** By block: squared length of what is known, and how many features are not. */
  readonly squares: Float32Array;
  readonly unseen: Float32Array;
  known: number;
}

/** Blocks that a word by itself has; the last one, concepts, belongs to the words together. */
const blocksOfWord = block.concepts;

/**
 * Scores a message word by word. Everything but the length of a block is a sum over words, so what a word adds to every
 * label is worked out once and then remembered: a message costs a few hundred additions instead of several thousand.
 * Only words of the examples are remembered. Nothing that somebody typed stays, and the memory is bounded.
 *
 * @returns a function that writes the logits into `logits` and answers the share of features seen in training, 0..1
 */
export function createWordScores(
  { reader, find, idf, scaleOf }: Vocabulary,
  { classes, weights, bias }: Weights,
): (words: readonly string[], logits: Float32Array) => number {
  const remembered = new Map<string, Sums>();
  const total = emptySums(classes, blocks.length);

  return (words, logits) => {
    clear(total);
    for (const word of words) addWord(word);
    addFeatures(total, reader.ofContext(words));

    logits.set(bias);
    let strange = 0;
    for (let b = 0; b < blocks.length; b++) {
      const unseen = total.unseen[b] ?? 0;
      const scale = scaleOf(b, total.squares[b] ?? 0, unseen);
      strange += unseen;
      for (let c = 0; c < classes; c++) {
        logits[c] = (logits[c] ?? 0) + scale * (total.scores[b * classes + c] ?? 0);
      }
    }
    return total.known / Math.max(1, total.known + strange);
  };

  function addWord(word: string): void {
    const sums = remembered.get(word);
    if (sums === undefined) addNewWord(word);
    else addSums(total, sums);
  }

  function addNewWord(word: string): void {
    const features = reader.ofWord(word);
    const isOfExamples = find(features.hashes[0] ?? 0) >= 0;
    if (isOfExamples) {
      const sums = emptySums(classes, blocksOfWord);
      addFeatures(sums, features);
      remembered.set(word, sums);
      addSums(total, sums);
    } else {
      addFeatures(total, features);
    }
  }

  function addFeatures(sums: Sums, { hashes, parts }: HashedFeatures): void {
    let start = 0;
    for (const { block: b, end } of parts) {
      let square = 0;
      let known = 0;
      for (let i = start; i < end; i++) {
        const id = find(hashes[i] ?? 0);
        if (id < 0) continue;
        const value = idf[id] ?? 0;
        known++;
        square += value * value;
        addRow(sums.scores, b * classes, weights, id * classes, value, classes);
      }
      sums.known += known;
      sums.squares[b] = (sums.squares[b] ?? 0) + square;
      sums.unseen[b] = (sums.unseen[b] ?? 0) + end - start - known;
      start = end;
    }
  }
}

function emptySums(classes: number, count: number): Sums {
  return {
    scores: new Float32Array(classes * count),
    squares: new Float32Array(count),
    unseen: new Float32Array(count),
    known: 0,
  };
}

function clear(sums: Sums): void {
  sums.scores.fill(0);
  sums.squares.fill(0);
  sums.unseen.fill(0);
  sums.known = 0;
}

function addSums(to: Sums, from: Sums): void {
  add(to.scores, from.scores);
  add(to.squares, from.squares);
  add(to.unseen, from.unseen);
  to.known += from.known;
}

function add(to: Float32Array, from: Float32Array): void {
  for (let i = 0; i < from.length; i++) to[i] = (to[i] ?? 0) + (from[i] ?? 0);
}

function addRow(
  to: Float32Array,
  start: number,
  weights: Float32Array,
  row: number,
  value: number,
  classes: number,
): void {
  for (let c = 0; c < classes; c++) {
    to[start + c] = (to[start + c] ?? 0) + value * (weights[row + c] ?? 0);
  }
}
