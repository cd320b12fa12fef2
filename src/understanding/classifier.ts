import type { Lexicon } from './lexicon.ts';
import {
  defaultTraining,
  score,
  softmax,
  type TrainingOptions,
  trainSoftmax,
  type Weights,
} from './softmax-regression.ts';
import { learnVocabulary, type Vocabulary } from './vocabulary.ts';

/** A normalised phrase and the label it teaches. */
export interface Example {
  readonly words: readonly string[];
  readonly label: string;
}

export interface Classifier {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly weights: Weights;
  /** Raw scores of all labels, in the order of `labels`; the array is overwritten by the next call. */
  logits(words: readonly string[]): Float32Array;
  /** As `logits`, as probabilities, with the share of the message that the classifier has seen before. */
  classify(
    words: readonly string[],
    temperature: number,
  ): { readonly probabilities: Float32Array; readonly familiarity: number };
}

/** On sets of this size a feature that stands in one phrase only is noise. */
const largeSet = 5_000;

export function trainClassifier(
  examples: readonly Example[],
  concepts: Lexicon['concepts'],
  training: TrainingOptions = defaultTraining,
  labels: readonly string[] = labelsOf(examples),
): Classifier {
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  const phrases = examples.map(({ words }) => words);
  const vocabulary = learnVocabulary(phrases, concepts, examples.length >= largeSet ? 2 : 1);
  const vectors = examples.map(({ words, label }) => {
    const { ids, values, familiarity } = vocabulary.vectorOf(words);
    const vector = { ids: ids.slice(), values: values.slice(), familiarity };
    return { vector, target: indexOf.get(label) ?? 0 };
  });
  return createClassifier(
    labels,
    vocabulary,
    trainSoftmax(vectors, vocabulary.size, labels.length, training),
  );
}

/** All labels, in the order that a classifier of these examples uses. */
export function labelsOf(examples: readonly Example[]): readonly string[] {
  return [...new Set(examples.map(({ label }) => label))].sort();
}

export function createClassifier(
  labels: readonly string[],
  vocabulary: Vocabulary,
  weights: Weights,
): Classifier {
  const scores = new Float32Array(labels.length);
  const scoreOf = (words: readonly string[]): number => {
    const vector = vocabulary.vectorOf(words);
    score(weights, vector, scores);
    return vector.familiarity;
  };
  return {
    labels,
    vocabulary,
    weights,
    logits(words) {
      scoreOf(words);
      return scores;
    },
    classify(words, temperature) {
      const familiarity = scoreOf(words);
      softmax(scores, temperature);
      return { probabilities: scores, familiarity };
    },
  };
}
