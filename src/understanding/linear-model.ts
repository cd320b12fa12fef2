import { crossValidate, expectedCalibrationError, fitTemperature, grade } from './calibration.ts';
import { type Classifier, type Example, trainClassifier } from './classifier.ts';
import { widenConcepts } from './concept-groups.ts';
import { chooseThresholds, type Thresholds } from './decide.ts';
import type { Lexicon } from './lexicon.ts';
import { defaultTraining } from './softmax-regression.ts';

/** A trained classifier with what held-out folds say about its answers. */
export interface LinearModel {
  readonly classifier: Classifier;
  readonly concepts: Lexicon['concepts'];
  readonly temperature: number;
  readonly thresholds: Thresholds;
  /** Expected calibration error over the folds. */
  readonly calibrationError: number;
}

/** Changes whenever the same content would train another model: part of the cache key. */
export const trainerVersion = 3;

export function trainLinearModel(examples: readonly Example[], lexicon: Lexicon): LinearModel {
  const phrases = examples.map(({ words }) => words);
  const concepts = widenConcepts(lexicon.concepts, phrases);
  const heldOut = crossValidate(examples, concepts, defaultTraining, foldsFor(examples.length));
  const temperature = fitTemperature(heldOut);
  const graded = grade(heldOut, temperature);
  return {
    classifier: trainClassifier(examples, concepts),
    concepts,
    temperature,
    thresholds: chooseThresholds(graded),
    calibrationError: expectedCalibrationError(graded),
  };
}

/** Each fold is one more training; large sets need fewer to say the same. */
function foldsFor(examples: number): number {
  return examples > 5_000 ? 2 : 3;
}
