import type { SparseVector } from './vocabulary.ts';

/** `weights[feature * classes + class]`: the weights of one feature lie side by side, as scoring reads them. */
export interface Weights {
  readonly classes: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** `one + share * other`, where both have learnt from the same features. */
export function blend(one: Weights, other: Weights, share: number): Weights {
  return {
    classes: one.classes,
    weights: one.weights.map((weight, i) => weight + share * (other.weights[i] ?? 0)),
    bias: one.bias.map((weight, i) => weight + share * (other.bias[i] ?? 0)),
  };
}

/** Writes the logits of all classes into `scores`. */
export function score({ classes, weights, bias }: Weights, vector: SparseVector, scores: Float32Array): void {
  if (classes < 8) {
    for (let c = 0; c < classes; c++) sumOne(weights, classes, c, vector, scores);
  } else {
    // The last eight overlap those before: some sums are made twice, which is cheaper than one by one.
    for (let c = 0; c < classes; c += 8) sumEight(weights, classes, Math.min(c, classes - 8), vector, scores);
  }
  for (let c = 0; c < classes; c++) scores[c] = (scores[c] ?? 0) + (bias[c] ?? 0);
}

/** Eight classes at a time keep their sums in registers: twice as fast as adding row after row to an array. */
function sumEight(
  weights: Float32Array,
  classes: number,
  c: number,
  { ids, values }: SparseVector,
  scores: Float32Array,
): void {
  let [s0, s1, s2, s3, s4, s5, s6, s7] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    const at = (ids[i] ?? 0) * classes + c;
    const value = values[i] ?? 0;
    s0 += value * (weights[at] ?? 0);
    s1 += value * (weights[at + 1] ?? 0);
    s2 += value * (weights[at + 2] ?? 0);
    s3 += value * (weights[at + 3] ?? 0);
    s4 += value * (weights[at + 4] ?? 0);
    s5 += value * (weights[at + 5] ?? 0);
    s6 += value * (weights[at + 6] ?? 0);
    s7 += value * (weights[at + 7] ?? 0);
  }
  scores.set([s0, s1, s2, s3, s4, s5, s6, s7], c);
}

function sumOne(
  weights: Float32Array,
  classes: number,
  c: number,
  { ids, values }: SparseVector,
  scores: Float32Array,
): void {
  let sum = 0;
  for (let i = 0; i < ids.length; i++) sum += (values[i] ?? 0) * (weights[(ids[i] ?? 0) * classes + c] ?? 0);
  scores[c] = sum;
}

/** Turns logits into probabilities in place; a temperature above 1 makes them less sure. */
export function softmax(scores: Float32Array, temperature: number): void {
  const most = largest(scores);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const value = Math.exp(((scores[c] ?? 0) - most) / temperature);
    scores[c] = value;
    sum += value;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum;
}

export function largest(scores: Float32Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < scores.length; c++) most = Math.max(most, scores[c] ?? 0);
  return most;
}
