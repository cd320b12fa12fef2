import type { HeldOutPrediction } from './calibration.ts';
import { type Example, labelsOf, trainClassifier } from './classifier.ts';
import type { Lexicon } from './lexicon.ts';

/**
 * Predictions for every example, fold by fold, by models that were trained on the other folds only; `tell` hears how many
 * folds are done.
 */
export function crossValidate(
  examples: readonly Example[],
  concepts: Lexicon['concepts'],
  folds: number,
  tell: (done: number) => void = () => {},
): readonly (readonly HeldOutPrediction[])[] {
  const labels = labelsOf(examples);
  const foldOf = stratify(examples, folds);
  return Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_, i) => foldOf[i] !== fold);
    const classifier = trainClassifier(rest, concepts, labels);
    tell(fold + 1);
    return examples
      .filter((_, i) => foldOf[i] === fold)
      .map(({ words, label }) => ({
        logits: classifier.logits(words).slice(),
        target: labels.indexOf(label),
      }));
  });
}

/**
 * Each fold has its share of each label, and phrases that stand together in a file stay together: they were written in one
 * go and resemble one another, so taking every n-th would make the test easier than what people write.
 */
function stratify(examples: readonly Example[], folds: number): readonly number[] {
  const totals = new Map<string, number>();
  for (const { label } of examples) totals.set(label, (totals.get(label) ?? 0) + 1);
  const counts = new Map<string, number>();
  return examples.map(({ label }) => {
    const count = counts.get(label) ?? 0;
    counts.set(label, count + 1);
    return Math.floor((count * folds) / (totals.get(label) ?? 1));
  });
}
