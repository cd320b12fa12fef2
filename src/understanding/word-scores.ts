import { addRows, type ByteWeights } from './byte-weights.ts';
import { block, blocks, type HashedFeatures, type WordInContext } from './features.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What a word, or the words together, add to a message: for each block the scores of all labels (idf times weight, summed
 * over the features) and behind them what `about` lists. One array, so that adding a word to a message is one loop.
 */
type Sums = Float32Array;

/** Places behind a block's scores: squared length of what is known, how many features are known, and how many are not. */
const about = { square: 0, known: 1, unseen: 2 } as const;
const lengthOfAbout = 4;

interface RememberedWord {
  readonly sums: Sums;
  readonly context: WordInContext;
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
  weights: ByteWeights,
): (words: readonly string[], logits: Float32Array) => number {
  const { classes, width, scales, bias } = weights;
  const lengthOfBlock = width + lengthOfAbout;
  const remembered = new Map<string, RememberedWord>();
  const total: Sums = new Float32Array(blocks.length * lengthOfBlock);
  const idfPerByte = idf.map((value, id) => value * (scales[id] ?? 0));
  const found = { rows: new Int32Array(0), values: new Float32Array(0), count: 0 };

  return (words, logits) => {
    total.fill(0);
    const contexts = words.map(addWord);
    addFeatures(total, reader.ofContext(contexts));
    return finish(logits);
  };

  function addWord(word: string): WordInContext {
    const known = remembered.get(word);
    if (known === undefined) return addNewWord(word);
    add(total, known.sums);
    return known.context;
  }

  function addNewWord(word: string): WordInContext {
    const context = reader.inContext(word);
    const features = reader.ofWord(word);
    const isOfExamples = find(features.hashes[0] ?? 0) >= 0;
    if (isOfExamples) {
      const sums = new Float32Array(blocksOfWord * lengthOfBlock);
      addFeatures(sums, features);
      remembered.set(word, { sums, context });
      add(total, sums);
    } else {
      addFeatures(total, features);
    }
    return context;
  }

  function addFeatures(sums: Sums, { hashes, ends }: HashedFeatures): void {
    makeRoom(hashes.length);
    let start = 0;
    for (let b = 0; b < blocks.length; b++) {
      const end = ends[b] ?? 0;
      if (end > start) addBlock(sums, b, hashes, start, end);
      start = end;
    }
  }

  function addBlock(sums: Sums, b: number, hashes: Int32Array, start: number, end: number): void {
    let count = 0;
    let square = 0;
    for (let i = start; i < end; i++) {
      const id = find(hashes[i] ?? 0);
      if (id < 0) continue;
      found.rows[count] = id * width;
      found.values[count] = idfPerByte[id] ?? 0;
      square += (idf[id] ?? 0) ** 2;
      count++;
    }
    found.count = count;
    const place = b * lengthOfBlock;
    addRows(weights, found, sums, place);
    const behind = place + width;
    sums[behind + about.square] = (sums[behind + about.square] ?? 0) + square;
    sums[behind + about.known] = (sums[behind + about.known] ?? 0) + count;
    sums[behind + about.unseen] = (sums[behind + about.unseen] ?? 0) + end - start - count;
  }

  function finish(logits: Float32Array): number {
    logits.set(bias);
    let known = 0;
    let strange = 0;
    for (let b = 0; b < blocks.length; b++) {
      const place = b * lengthOfBlock;
      const behind = place + width;
      const unseen = total[behind + about.unseen] ?? 0;
      const scale = scaleOf(b, total[behind + about.square] ?? 0, unseen);
      known += total[behind + about.known] ?? 0;
      strange += unseen;
      for (let c = 0; c < classes; c++) logits[c] = (logits[c] ?? 0) + scale * (total[place + c] ?? 0);
    }
    return known / Math.max(1, known + strange);
  }

  function makeRoom(needed: number): void {
    if (needed <= found.rows.length) return;
    found.rows = new Int32Array(needed);
    found.values = new Float32Array(needed);
  }
}

/** The length is a multiple of four, because the parts are. */
function add(to: Sums, from: Sums): void {
  for (let i = 0; i < from.length; i += 4) {
    to[i] = (to[i] ?? 0) + (from[i] ?? 0);
    to[i + 1] = (to[i + 1] ?? 0) + (from[i + 1] ?? 0);
    to[i + 2] = (to[i + 2] ?? 0) + (from[i + 2] ?? 0);
    to[i + 3] = (to[i + 3] ?? 0) + (from[i + 3] ?? 0);
  }
}
