import { visitInEpochs } from './epochs.ts';
import { score, type Weights } from './linear-weights.ts';
import type { TrainingSet } from './training-set.ts';
import type { SparseVector } from './vocabulary.ts';

export interface SupportVectorOptions {
  readonly epochs: number;
  /** Cost of a wrong side against large weights (liblinear's C). */
  readonly cost: number;
  /** Multipliers that would change by less stay. */
  readonly smallestChange: number;
  readonly seed: number;
}

export const defaultSupportVectors: SupportVectorOptions = {
  epochs: 12,
  cost: 1,
  smallestChange: 0.005,
  seed: 20_241,
};

/**
 * Linear support vector machine, each class against the rest, squared hinge loss, by dual coordinate descent
 * (Hsieh et al. 2008). All classes of an example are updated at once, since scoring it for all is one pass anyway.
 */
export function trainSupportVectors(
  { examples, features, classes }: TrainingSet,
  { epochs, cost, smallestChange, seed }: SupportVectorOptions = defaultSupportVectors,
): Weights {
  const weights = new Float32Array(features * classes);
  const bias = new Float32Array(classes);
  const model = { classes, weights, bias };
  const multipliers = new Float32Array(examples.length * classes);
  const slack = 1 / (2 * cost);
  const scores = new Float32Array(classes);
  const changes = new Float32Array(classes);
  const active = new Int32Array(classes);
  const lengths = Float32Array.from(examples, ({ vector }) => squaredLength(vector));

  visitInEpochs(examples, { epochs, seed }, ({ vector, target }, index) => {
    score(model, vector, scores);
    const count = changeMultipliers(index, target);
    if (count === 0) return 'unchanged';
    add(vector, count);
    return 'changed';
  });
  return model;

  /** The best step for each class by itself; how many classes took one stands in the answer. */
  function changeMultipliers(index: number, target: number): number {
    const curvature = (lengths[index] ?? 0) + slack;
    let count = 0;
    for (let c = 0; c < classes; c++) {
      const sign = c === target ? 1 : -1;
      const at = index * classes + c;
      const before = multipliers[at] ?? 0;
      const slope = sign * (scores[c] ?? 0) - 1 + before * slack;
      const after = Math.max(before - slope / curvature, 0);
      if (Math.abs(after - before) <= smallestChange) continue;
      multipliers[at] = after;
      changes[count] = sign * (after - before);
      active[count++] = c;
    }
    return count;
  }

  function add({ ids, values }: SparseVector, count: number): void {
    for (let a = 0; a < count; a++) {
      const c = active[a] ?? 0;
      bias[c] = (bias[c] ?? 0) + (changes[a] ?? 0);
    }
    for (let i = 0; i < ids.length; i++) {
      const row = (ids[i] ?? 0) * classes;
      const value = values[i] ?? 0;
      for (let a = 0; a < count; a++) {
        const at = row + (active[a] ?? 0);
        weights[at] = (weights[at] ?? 0) + (changes[a] ?? 0) * value;
      }
    }
  }
}

/** With the bias as one more feature that is always 1. */
function squaredLength({ values }: SparseVector): number {
  return values.reduce((sum, value) => sum + value * value, 1);
}
