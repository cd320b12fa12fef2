import { expectedCalibrationError } from '../calibration.ts';
import { type Decision, outOfScope } from '../decide.ts';
import type { LabelledLine } from './labelled-lines.ts';

export interface LabelQuality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Sentences with this label. */
  readonly support: number;
}

export interface Quality {
  /** Forced choice over the labels, whatever `kind` says. */
  readonly accuracy: number;
  /** As `accuracy`; an `alt` label counts as right. */
  readonly lenientAccuracy: number;
  /** The same for the 70 % of the sentences that it was surest of. */
  readonly lenientAccuracyAt70: number;
  readonly macroF1: number;
  readonly perIntent: Readonly<Record<string, LabelQuality>>;
  /** How well confidence tells out-of-scope sentences from others, 0.5 (not at all) .. 1; null without such sentences. */
  readonly oosAuroc: number | null;
  /** Share of out-of-scope sentences accepted by the confidence that accepts 95 % of the others; lower is better. */
  readonly oosAcceptedAt95: number | null;
  /** Expected calibration error, 15 bins. */
  readonly ece: number;
  /** Share of sentences that are acted on (`understood`). */
  readonly coverage: number;
  /** Accuracy of these. */
  readonly answeredAccuracy: number;
  /** [wanted, got, how often], the most frequent first. */
  readonly confusions: readonly (readonly [string, string, number])[];
}

/** A sentence, what was said about it, and the label under which that counts. */
export interface Answer {
  readonly line: LabelledLine;
  readonly decision: Decision;
  readonly label: string;
}

/** @param oos what was said about sentences that belong to no label */
export function measureQuality(answers: readonly Answer[], oos: readonly Decision[] = []): Quality {
  const answered = answers.filter(({ decision }) => decision.kind === 'understood');
  const surest = [...answers]
    .sort((a, b) => b.decision.confidence - a.decision.confidence)
    .slice(0, Math.ceil(answers.length * 0.7));
  const perIntent = qualityByLabel(answers);
  const inside = answers.filter(({ line }) => line.intent !== outOfScope);
  const inScope = inside.map(({ decision, label }) => belonging(decision, label));
  const outside = [
    ...oos.map(decision => belonging(decision, decision.intent)),
    ...answers
      .filter(({ line }) => line.intent === outOfScope)
      .map(({ decision, label }) => belonging(decision, label)),
  ];

  return {
    accuracy: share(answers, isRight),
    lenientAccuracy: share(answers, isDefensible),
    lenientAccuracyAt70: share(surest, isDefensible),
    macroF1: mean(Object.values(perIntent).map(({ f1 }) => f1)),
    perIntent,
    oosAuroc: outside.length === 0 ? null : auroc(inScope, outside),
    oosAcceptedAt95: outside.length === 0 ? null : acceptedAt95(inScope, outside),
    ece: expectedCalibrationError(gradeAnswers(answers)),
    coverage: answered.length / Math.max(1, answers.length),
    answeredAccuracy: share(answered, isRight),
    confusions: countConfusions(answers),
  };
}

/** Confidence and whether the label was right, for calibration. */
export function gradeAnswers(answers: readonly Answer[]) {
  return answers.map(answer => ({ confidence: answer.decision.confidence, right: isRight(answer) }));
}

export function isRight({ line, label }: Answer): boolean {
  return label === line.intent;
}

export function isDefensible({ line, label }: Answer): boolean {
  return label === line.intent || line.alt.includes(label);
}

/** How surely a message belongs to one of the labels that have an answer. */
function belonging({ confidence }: Decision, label: string): number {
  return label === outOfScope ? 1 - confidence : confidence;
}

function qualityByLabel(answers: readonly Answer[]): Record<string, LabelQuality> {
  const labels = [...new Set(answers.map(({ line }) => line.intent))].sort();
  return Object.fromEntries(
    labels.map(label => {
      const support = answers.filter(({ line }) => line.intent === label).length;
      const given = answers.filter(answer => answer.label === label);
      const right = given.filter(isRight).length;
      const precision = right / Math.max(1, given.length);
      const recall = right / Math.max(1, support);
      const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
      return [label, { precision, recall, f1, support }];
    }),
  );
}

/** Chance that a random one of `inside` scores above a random one of `outside` (ties count half), by rank sums. */
function auroc(inside: readonly number[], outside: readonly number[]): number {
  const sorted = [...outside].sort((a, b) => a - b);
  const wins = inside.map(value => (rank(sorted, value, false) + rank(sorted, value, true)) / 2);
  return mean(wins) / Math.max(1, outside.length);
}

/** How many of the sorted values are below `value`, or, `inclusive`, not above it. */
function rank(sorted: readonly number[], value: number, inclusive: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] ?? 0;
    if (other < value || (inclusive && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function acceptedAt95(inside: readonly number[], outside: readonly number[]): number {
  const sorted = [...inside].sort((a, b) => a - b);
  const threshold = sorted[Math.floor(sorted.length * 0.05)] ?? 0;
  return share(outside, value => value >= threshold);
}

function countConfusions(answers: readonly Answer[]): readonly (readonly [string, string, number])[] {
  const counts = new Map<string, number>();
  for (const answer of answers.filter(one => !isRight(one))) {
    const key = `${answer.line.intent}\n${answer.label}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([key, count]) => {
      const [wanted = '', got = ''] = key.split('\n');
      return [wanted, got, count] as const;
    });
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / Math.max(1, all.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
