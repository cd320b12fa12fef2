import { type Answer, gradeAnswers, isDefensible } from './quality.ts';

/** One bin of confidence: how sure it was on average, and how often it was right. */
export interface CalibrationPoint {
  readonly confidence: number;
  readonly accuracy: number;
  readonly count: number;
}

export function calibrationCurve(answers: readonly Answer[], bins = 10): readonly CalibrationPoint[] {
  const graded = gradeAnswers(answers);
  return Array.from({ length: bins }, (_, bin) => {
    const inside = graded.filter(
      ({ confidence }) => Math.min(bins - 1, Math.floor(confidence * bins)) === bin,
    );
    const count = inside.length;
    return {
      confidence: inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, count),
      accuracy: inside.filter(({ right }) => right).length / Math.max(1, count),
      count,
    };
  }).filter(({ count }) => count > 0);
}

/** If only the surest share of the sentences were answered: how many of them would be right (`alt` counts). */
export interface CoveragePoint {
  readonly coverage: number;
  readonly accuracy: number;
  /** The least confidence among them. */
  readonly confidence: number;
}

export function coverageCurve(answers: readonly Answer[]): readonly CoveragePoint[] {
  const surest = [...answers].sort((a, b) => b.decision.confidence - a.decision.confidence);
  let right = 0;
  return surest.map((answer, i) => {
    if (isDefensible(answer)) right++;
    const answered = i + 1;
    return {
      coverage: answered / surest.length,
      accuracy: right / answered,
      confidence: answer.decision.confidence,
    };
  });
}

export interface ConfusionMatrix {
  readonly labels: readonly string[];
  /** `counts[wanted][given]`, in the order of `labels`. */
  readonly counts: readonly (readonly number[])[];
}

export function confusionMatrix(answers: readonly Answer[]): ConfusionMatrix {
  const labels = [...new Set(answers.flatMap(({ line, label }) => [line.intent, label]))].sort();
  const indexOf = new Map(labels.map((label, i) => [label, i]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const { line, label } of answers) {
    const row = counts[indexOf.get(line.intent) ?? 0];
    const column = indexOf.get(label) ?? 0;
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}
