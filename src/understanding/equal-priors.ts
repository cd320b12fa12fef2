import type { Weights } from './linear-weights.ts';
import type { TrainingSet } from './training-set.ts';

/**
 * Takes out of the bias what the numbers of examples taught (logit adjustment, Menon et al. 2021): how many phrases somebody
 * wrote for a label does not say how often people will mean it.
 */
export function withEqualPriors(model: Weights, { examples, classes }: TrainingSet): Weights {
  const counts = new Float64Array(classes);
  for (const { target } of examples) counts[target] = (counts[target] ?? 0) + 1;
  const mean = examples.length / Math.max(1, classes);
  // A label without an example, as in a fold, keeps the bias that it has.
  return { ...model, bias: model.bias.map((bias, c) => bias - Math.log((counts[c] || mean) / mean)) };
}
