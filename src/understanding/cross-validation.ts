import type { HeldOutPrediction } from './calibration.ts';
import { type Example, labelsOf, trainClassifier } from './classifier.ts';
import type { Lexicon } from './lexicon.ts';

/** Predictions for every example, fold by fold, by models that were trained on the other folds only. */
export function crossValidate(
  examples: readonly Example[],
  concepts: Lexicon['concepts'],
  folds: number,
): readonly (readonly HeldOutPrediction[])[] {
  const labels = labelsOf(examples);
  const foldOf = stratify(examples, folds);
  return Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_, i) => foldOf[i] !== fold);
    const classifier = trainClassifier(rest, concepts, labels);
    return examples
      .filter((_, i) => foldOf[i] === fold)
      .map(({ words, label }) => ({
        logits: classifier.logits(words).slice(),
        target: labels.indexOf(label),
      }));
  });
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
