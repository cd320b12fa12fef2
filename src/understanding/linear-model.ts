import {
  type Calibration,
  expectedCalibrationError,
  fitCalibration,
  type Graded,
  grade,
  type HeldOutPrediction,
} from './calibration.ts';
import { type Classifier, type Example, trainClassifier } from './classifier.ts';
import { widenConcepts } from './concept-groups.ts';
import { crossValidate } from './cross-validation.ts';
import { chooseThresholds, type Thresholds } from './decide.ts';
import type { Lexicon } from './lexicon.ts';

/** A trained classifier with what held-out folds say about its answers. */
export interface LinearModel {
  readonly classifier: Classifier;
  readonly concepts: Lexicon['concepts'];
  readonly calibration: Calibration;
  readonly thresholds: Thresholds;
  /** Expected calibration error over the folds, each judged by the calibration that the others gave. */
  readonly calibrationError: number;
}

/** Changes whenever the same content would train another model: part of the cache key. */
export const trainerVersion = 11;

/** @param tell how much of it is done, 0..1 */
export function trainLinearModel(
  examples: readonly Example[],
  lexicon: Lexicon,
  tell: (done: number) => void = () => {},
): LinearModel {
  const phrases = examples.map(({ words }) => words);
  const concepts = widenConcepts(lexicon.concepts, phrases);
  const count = foldsFor(examples.length);
  const folds = crossValidate(examples, concepts, count, fold => tell(fold / (count + 1)));
  const calibration = fitCalibration(folds.flat());
  return {
    classifier: trainClassifier(examples, concepts),
    concepts,
    calibration,
    thresholds: chooseThresholds(grade(folds.flat(), calibration)),
    calibrationError: expectedCalibrationError(gradeByOthers(folds)),
  };
}

function gradeByOthers(folds: readonly (readonly HeldOutPrediction[])[]): readonly Graded[] {
  return folds.flatMap(fold => grade(fold, fitCalibration(folds.filter(other => other !== fold).flat())));
}

/** Each fold is one more training; large sets need fewer to say the same. */
function foldsFor(examples: number): number {
  return examples > 5_000 ? 2 : 3;
}
