import { type ByteWeights, toBytes } from './byte-weights.ts';
import { withEqualPriors } from './equal-priors.ts';
import { outputName, outputsOfIntents } from './intent-kinds.ts';
import type { Lexicon } from './lexicon.ts';
import { blend } from './linear-weights.ts';
import { trainNaiveBayes } from './naive-bayes.ts';
import { defaultSoftmax, trainSoftmax } from './softmax-regression.ts';
import { trainSupportVectors } from './support-vectors.ts';
import { learnVocabulary, type Vocabulary, type VocabularyOptions } from './vocabulary.ts';
import { createWordScores } from './word-scores.ts';

/** A normalised phrase and the label it teaches, perhaps one kind of it. */
export interface Example {
  readonly words: readonly string[];
  readonly label: string;
  readonly kind?: string;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** What the model tells apart: labels, and kinds of them. */
  readonly outputs: readonly string[];
  readonly vocabulary: Vocabulary;
  readonly weights: ByteWeights;
  /**
   * Raw scores of all labels, in the order of `labels`, with the share of the message that was seen in training.
   * The array is overwritten by the next call.
   */
  score(words: readonly string[]): Scores;
  /** The scores alone. */
  logits(words: readonly string[]): Float32Array;
}

export interface Scores {
  readonly logits: Float32Array;
  readonly familiarity: number;
  /** The kind of this label that the message is of, when the label has kinds and one stands out. Until the next call. */
  kindOf(label: string): string | undefined;
}

/** On sets of this size a feature that stands in one phrase only is noise. */
const largeSet = 5_000;

/**
 * The support vector machine is better with many alike labels, the regression with few short phrases, and the sum is at
 * least as good as the better one. Its scores are about -1..1, hence the factor.
 */
const shareOfSupportVectors = 5;
/** It errs elsewhere than the other two; its scores are larger than theirs. */
const shareOfNaiveBayes = 0.2;

interface Recipe {
  /** With naive Bayes as a third part, and with equal priors. */
  readonly manyAlike: boolean;
  /** Of the regression. */
  readonly dropout: number;
  /** How many words apart the two words of a pair may stand. */
  readonly reach: number;
  readonly weights: VocabularyOptions['weights'];
}

const manyLabels = 60;

/** What a feature of each kind counts. */
const weights = { words: 1, characters: 0.45, skeleton: 0.6, concepts: 1.2, gaps: 0.6 };

/**
 * Many labels differ in two words that stand apart ("the transfer has .. arrived") and in endings: there pairs over a gap,
 * dropout and heavier n-grams are worth it; with the few dozen intents of an assistant they change nothing. Naive Bayes and
 * equal priors make those surer of a message that could mean two things, where the assistant should ask.
 */
function recipeFor(labels: number): Recipe {
  return labels >= manyLabels
    ? { manyAlike: true, dropout: 0.2, reach: 5, weights: { ...weights, characters: 0.6, gaps: 0.7 } }
    : { manyAlike: false, dropout: 0, reach: 1, weights };
}

export function trainClassifier(
  examples: readonly Example[],
  concepts: Lexicon['concepts'],
  outputs: readonly string[] = outputsOf(examples),
): Classifier {
  const indexOf = new Map(outputs.map((output, i) => [output, i]));
  const phrases = examples.map(({ words }) => words);
  const { manyAlike, dropout, reach, weights } = recipeFor(new Set(examples.map(({ label }) => label)).size);
  const vocabulary = learnVocabulary(phrases, concepts, {
    least: examples.length >= largeSet ? 2 : 1,
    reach,
    weights,
  });
  const set = {
    examples: examples.map(({ words, label, kind }) => ({
      vector: vocabulary.vectorOf(words),
      target: indexOf.get(outputName(label, kind)) ?? 0,
    })),
    features: vocabulary.hashes.length,
    classes: outputs.length,
  };
  const regressionAndVectors = blend(
    trainSoftmax(set, { ...defaultSoftmax, dropout }),
    trainSupportVectors(set),
    shareOfSupportVectors,
  );
  const learnt = manyAlike
    ? withEqualPriors(blend(regressionAndVectors, trainNaiveBayes(set), shareOfNaiveBayes), set)
    : regressionAndVectors;
  // Rounded at once, so that folds judge and a file keeps exactly what will answer.
  return createClassifier(outputs, vocabulary, toBytes(learnt));
}

/** All labels and kinds, in the order that a classifier of these examples uses. */
export function outputsOf(examples: readonly Example[]): readonly string[] {
  return [...new Set(examples.map(({ label, kind }) => outputName(label, kind)))].sort();
}

export function createClassifier(
  outputs: readonly string[],
  vocabulary: Vocabulary,
  weights: ByteWeights,
): Classifier {
  const { intents: labels, merge, kindOf } = outputsOfIntents(outputs);
  const scores = new Float32Array(outputs.length);
  const logits = new Float32Array(labels.length);
  const scoreWords = createWordScores(vocabulary, weights);
  const kind = (label: string) => kindOf(label, scores);
  const score: Classifier['score'] = words => {
    const familiarity = scoreWords(words, scores);
    merge(scores, logits);
    return { logits, familiarity, kindOf: kind };
  };
  return { labels, outputs, vocabulary, weights, score, logits: words => score(words).logits };
}
