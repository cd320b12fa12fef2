import type { Weights } from './linear-weights.ts';
import type { TrainingSet } from './training-set.ts';

/** What every feature counts in every class before an example was seen. */
const smoothing = 0.02;

/**
 * Multinomial naive Bayes on weighted features (Rennie et al. 2003): how large a share of a class each feature is, as a
 * logarithm, less the mean over the classes. Every class counts the same, however many examples it has.
 *
 * Alone it is 2 to 3 points worse than the other two trainers, but it errs elsewhere: it weighs all that the examples of
 * a class have in common, they only what tells a class from its neighbours.
 */
export function trainNaiveBayes({ examples, features, classes }: TrainingSet): Weights {
  const weights = new Float32Array(features * classes);
  const totals = new Float64Array(classes).fill(smoothing * features);
  for (const { vector, target } of examples) {
    for (let i = 0; i < vector.ids.length; i++) {
      const at = (vector.ids[i] ?? 0) * classes + target;
      const value = vector.values[i] ?? 0;
      weights[at] = (weights[at] ?? 0) + value;
      totals[target] = (totals[target] ?? 0) + value;
    }
  }
  const ofNothing = totals.map(total => Math.log(smoothing / total));
  for (let f = 0; f < features; f++) toLogShares(weights.subarray(f * classes, (f + 1) * classes));
  return { classes, weights, bias: new Float32Array(classes) };

  /** One feature's sums, by class. Most are 0, so their logarithm is taken once for all features. */
  function toLogShares(sums: Float32Array): void {
    let mean = 0;
    for (let c = 0; c < classes; c++) {
      const sum = sums[c] ?? 0;
      const share = sum === 0 ? (ofNothing[c] ?? 0) : Math.log((sum + smoothing) / (totals[c] ?? 1));
      sums[c] = share;
      mean += share / classes;
    }
    for (let c = 0; c < classes; c++) sums[c] = (sums[c] ?? 0) - mean;
  }
}
