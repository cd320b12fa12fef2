import { addRows, type ByteWeights, type ValuedRows } from './byte-weights.ts';
import type { HashedFeatures, WordInContext } from './features.ts';
import { scaleOf, shareOf, type Vocabulary } from './vocabulary.ts';
import { createWordTable } from './word-table.ts';

/** Behind the scores in a row of sums: squared length of the features, how many of them are known, and how many not. */
const about = { square: 0, known: 1, unseen: 2 } as const;
const lengthOfAbout = 4;

/** Features that were found, as rows of the weights. */
interface Found extends ValuedRows {
  rows: Int32Array;
  values: Float32Array;
  count: number;
}

/**
 * Scores a message word by word. Everything but the length of the message is a sum over its words, so what a word adds to
 * every label is worked out once and then remembered: a known word costs one row instead of thirty.
 * Only words of the examples are remembered. Nothing that somebody typed stays, and the memory is bounded.
 *
 * @returns a function that writes the logits into `logits` and answers the share of features seen in training, 0..1
 */
export function createWordScores(
  { reader, find, values, unseenSquares }: Vocabulary,
  weights: ByteWeights,
): (words: readonly string[], logits: Float32Array) => number {
  const { classes, width, scales, bias } = weights;
  const remembered = createWordTable<WordInContext>(width + lengthOfAbout);
  const total = new Float32Array(width + lengthOfAbout);
  const valuePerByte = values.map((value, id) => value * (scales[id] ?? 0));
  const found: Found = { rows: new Int32Array(0), values: new Float32Array(0), count: 0 };
  const foundOfWord: Found = { ...found };

  return (words, logits) => {
    total.fill(0);
    found.count = 0;
    remembered.startMessage();
    const contexts = words.map(take);
    collect(reader.ofContext(contexts), found, total);
    addRows(weights, found, total);
    remembered.addTaken(total);
    return finish(logits);
  };

  function take(word: string): WordInContext {
    const known = remembered.take(word);
    if (known !== undefined) return known;
    const features = reader.ofWord(word);
    const context = reader.inContext(word);
    const isOfExamples = find(features.hashes[0] ?? 0) >= 0;
    if (!isOfExamples) {
      collect(features, found, total);
      return context;
    }
    remembered.add(word, context, sumsOf(features));
    remembered.take(word);
    return context;
  }

  function sumsOf(features: HashedFeatures): Float32Array {
    const sums = new Float32Array(total.length);
    foundOfWord.count = 0;
    collect(features, foundOfWord, sums);
    addRows(weights, foundOfWord, sums);
    return sums;
  }

  /** Known features go to `into`, and what is to be said about all of them behind the scores in `sums`. */
  function collect({ hashes, ends }: HashedFeatures, into: Found, sums: Float32Array): void {
    makeRoom(into, hashes.length);
    const before = into.count;
    let square = 0;
    let at = 0;
    for (let b = 0; b < ends.length; b++) {
      for (const end = ends[b] ?? 0; at < end; at++) {
        const id = find(hashes[at] ?? 0);
        if (id < 0) {
          square += unseenSquares[b] ?? 0;
          continue;
        }
        into.rows[into.count] = id * width;
        into.values[into.count++] = valuePerByte[id] ?? 0;
        square += (values[id] ?? 0) ** 2;
      }
    }
    const known = into.count - before;
    increase(sums, width + about.square, square);
    increase(sums, width + about.known, known);
    increase(sums, width + about.unseen, at - known);
  }

  function finish(logits: Float32Array): number {
    const scale = scaleOf(total[width + about.square] ?? 0);
    for (let c = 0; c < classes; c++) logits[c] = (bias[c] ?? 0) + scale * (total[c] ?? 0);
    return shareOf(total[width + about.known] ?? 0, total[width + about.unseen] ?? 0);
  }
}

function increase(sums: Float32Array, at: number, by: number): void {
  sums[at] = (sums[at] ?? 0) + by;
}

function makeRoom(found: Found, more: number): void {
  if (found.count + more <= found.rows.length) return;
  const { rows, values } = found;
  found.rows = new Int32Array(2 * (found.count + more));
  found.values = new Float32Array(2 * (found.count + more));
  found.rows.set(rows);
  found.values.set(values);
}
