import { type Example, labelsOf, trainClassifier } from './classifier.ts';
import type { Lexicon } from './lexicon.ts';
import { softmax, type TrainingOptions } from './softmax-regression.ts';

/** What a model said about a phrase that it had not seen. */
export interface HeldOutPrediction {
  readonly logits: Float32Array;
  /** Index of the right label. */
  readonly target: number;
}

/** Predictions for every example by a model that was trained on the other folds only. */
export function crossValidate(
  examples: readonly Example[],
  concepts: Lexicon['concepts'],
  training: TrainingOptions,
  folds = 4,
): readonly HeldOutPrediction[] {
  const labels = labelsOf(examples);
  const foldOf = stratify(examples, folds);
  return Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_, i) => foldOf[i] !== fold);
    const classifier = trainClassifier(rest, concepts, training, labels);
    return examples.flatMap(({ words, label }, i) =>
      foldOf[i] === fold ? [{ logits: classifier.logits(words).slice(), target: labels.indexOf(label) }] : [],
    );
  }).flat();
}

/** The n-th phrase of every label goes to the same fold, so each fold has its share of each label. */
function stratify(examples: readonly Example[], folds: number): readonly number[] {
  const counts = new Map<string, number>();
  return examples.map(({ label }) => {
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    return count % folds;
  });
}

/**
 * The temperature at which the probabilities of held-out phrases fit best (Guo et al. 2017): least mean negative log
 * likelihood, by golden-section search on its logarithm.
 */
export function fitTemperature(predictions: readonly HeldOutPrediction[]): number {
  if (predictions.length === 0) return 1;
  let low = Math.log(0.05);
  let high = Math.log(20);
  const loss = (logarithm: number) => negativeLogLikelihood(predictions, Math.exp(logarithm));
  for (let i = 0; i < 30; i++) {
    const third = (high - low) * 0.382;
    if (loss(low + third) < loss(high - third)) high -= third;
    else low += third;
  }
  return Math.exp((low + high) / 2);
}

function negativeLogLikelihood(predictions: readonly HeldOutPrediction[], temperature: number): number {
  let sum = 0;
  for (const { logits, target } of predictions) {
    const probabilities = logits.slice();
    softmax(probabilities, temperature);
    sum -= Math.log(Math.max(1e-12, probabilities[target] ?? 0));
  }
  return sum / predictions.length;
}

/** How sure and whether right, for each answer. */
export interface Graded {
  readonly confidence: number;
  readonly right: boolean;
}

/** Mean distance between confidence and accuracy over equally wide bins (Naeini et al. 2015); 0 is perfect. */
export function expectedCalibrationError(graded: readonly Graded[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => 0);
  for (const { confidence, right } of graded) {
    const bin = Math.min(bins - 1, Math.floor(confidence * bins));
    sums[bin] = (sums[bin] ?? 0) + confidence - (right ? 1 : 0);
  }
  return sums.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, graded.length);
}

export function grade(predictions: readonly HeldOutPrediction[], temperature: number): readonly Graded[] {
  return predictions.map(({ logits, target }) => {
    const probabilities = logits.slice();
    softmax(probabilities, temperature);
    const confidence = probabilities.reduce((most, p) => Math.max(most, p), 0);
    return { confidence, right: probabilities.indexOf(confidence) === target };
  });
}
