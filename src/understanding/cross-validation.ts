import type { HeldOutPrediction } from './calibration.ts';
import { type Example, outputsOf, trainClassifier } from './classifier.ts';
import { outputName } from './intent-kinds.ts';
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
  const outputs = outputsOf(examples);
  const foldOf = stratify(examples, folds);
  return Array.from({ length: folds }, (_, fold) => {
    const rest = examples.filter((_, i) => foldOf[i] !== fold);
    const classifier = trainClassifier(rest, concepts, outputs);
    tell(fold + 1);
    return examples
      .filter((_, i) => foldOf[i] === fold)
      .map(({ words, label }) => ({
        logits: classifier.logits(words).slice(),
        target: classifier.labels.indexOf(label),
      }));
  });
}

/**
 * Each fold has its share of each label and kind, and phrases that stand together in a file stay together: they were written in one
 * go and resemble one another, so taking every n-th would make the test easier than what people write.
 */
function stratify(examples: readonly Example[], folds: number): readonly number[] {
  const outputs = examples.map(({ label, kind }) => outputName(label, kind));
  const totals = new Map<string, number>();
  for (const output of outputs) totals.set(output, (totals.get(output) ?? 0) + 1);
  const counts = new Map<string, number>();
  return outputs.map(output => {
    const count = counts.get(output) ?? 0;
    counts.set(output, count + 1);
    return Math.floor((count * folds) / (totals.get(output) ?? 1));
  });
}
