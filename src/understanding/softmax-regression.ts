import { createDropout } from './dropout.ts';
import { visitInEpochs } from './epochs.ts';
import { score, softmax, type Weights } from './linear-weights.ts';
import type { TrainingSet } from './training-set.ts';
import type { SparseVector } from './vocabulary.ts';

export interface SoftmaxOptions {
  readonly epochs: number;
  /** AdaGrad's step. */
  readonly rate: number;
  /** Pull of the weights towards 0 (L2) over one epoch; each example has its share of it. */
  readonly decay: number;
  /** Gradients below this change nothing that matters; skipping them makes 150 classes as cheap as a handful. */
  readonly smallestGradient: number;
  /** Share of a message's features that is left out each time it is shown, 0..1. */
  readonly dropout: number;
  /** Same seed, same examples: same weights, bit for bit. */
  readonly seed: number;
}

/** Found on cross-validation folds of intents/. */
export const defaultSoftmax: SoftmaxOptions = {
  epochs: 8,
  rate: 0.4,
  decay: 9,
  smallestGradient: 0.01,
  dropout: 0,
  seed: 20_240,
};

/**
 * What the sums of squared gradients start from. Near zero, the first sight of a feature moves its weight by a full step
 * and the order of the examples, that is the seed, decides about 3 points of accuracy; with this it hardly matters.
 */
const initialSum = 0.1;

/**
 * Multinomial logistic regression by AdaGrad (Duchi et al. 2011), one example at a time in an order that the seed decides.
 */
export function trainSoftmax(
  { examples, features, classes }: TrainingSet,
  { epochs, rate, decay, smallestGradient, dropout, seed }: SoftmaxOptions = defaultSoftmax,
): Weights {
  const weights = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const squares = new Float32Array(features * classes).fill(initialSum);
  const biasSquares = new Float32Array(classes).fill(initialSum);
  const pull = decay / Math.max(1, examples.length);
  const model = { classes, weights, bias };
  const scores = new Float32Array(classes);
  const active = new Int32Array(classes);
  const thin = createDropout(dropout, seed + 1);

  visitInEpochs(examples, { epochs, seed }, example => {
    const { target } = example;
    const vector = thin(example.vector);
    score(model, vector, scores);
    softmax(scores, 1);
    scores[target] = (scores[target] ?? 0) - 1;
    const count = collectActive();
    if (count === 0) return 'unchanged';
    learn(vector, count);
    return 'changed';
  });
  return model;

  function collectActive(): number {
    let count = 0;
    for (let c = 0; c < classes; c++) {
      if (Math.abs(scores[c] ?? 0) >= smallestGradient) active[count++] = c;
    }
    return count;
  }

  function learn({ ids, values }: SparseVector, count: number): void {
    for (let a = 0; a < count; a++) {
      const c = active[a] ?? 0;
      descend(bias, biasSquares, c, (scores[c] ?? 0) * 0.1);
    }
    for (let i = 0; i < ids.length; i++) {
      const row = (ids[i] ?? 0) * classes;
      const value = values[i] ?? 0;
      for (let a = 0; a < count; a++) {
        const c = active[a] ?? 0;
        descend(weights, squares, row + c, (scores[c] ?? 0) * value);
      }
    }
  }

  function descend(values: Float32Array, sums: Float32Array, at: number, slope: number): void {
    const value = values[at] ?? 0;
    const gradient = slope + pull * value;
    const sum = (sums[at] ?? 0) + gradient * gradient;
    sums[at] = sum;
    values[at] = value - (rate * gradient) / Math.sqrt(sum);
  }
}
