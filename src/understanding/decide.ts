import type { Graded } from './calibration.ts';
import type { Understood } from './understanding.ts';

/** Above which probability the bot acts, and below which it does not even offer choices. */
export interface Thresholds {
  /** At least this sure: act. */
  readonly sure: number;
  /** The choices together must be at least this probable, otherwise nothing fits. */
  readonly possible: number;
}

export type Decision = Omit<Understood, 'entities'>;

/** The label for everything that this bot has no answer to; it is answered, but never offered as a choice. */
export const outOfScope = 'out_of_scope';

/** Choices less probable than this only confuse. */
const leastChoice = 0.05;
const mostChoices = 3;

/**
 * Low confidence asks and never guesses.
 *
 * @param known whether the message holds any word (or part of one) that stands in the examples
 * @param confidence in the most probable label, when something knows better than its probability
 */
export function decide(
  labels: readonly string[],
  probabilities: ArrayLike<number>,
  { sure, possible }: Thresholds,
  known: boolean,
  confidence?: number,
): Decision {
  const best = indexOfLargest(probabilities);
  const intent = labels[best] ?? outOfScope;
  const answer = confidence ?? probabilities[best] ?? 0;
  if (!known) return { kind: 'unknown', intent, confidence: answer, choices: none };
  if (answer >= sure) return { kind: 'understood', intent, confidence: answer, choices: none };

  const choices = topLabels(labels, probabilities, mostChoices + 1)
    .filter(({ label, probability }) => label !== outOfScope && probability >= leastChoice)
    .slice(0, mostChoices);
  const together = choices.reduce((sum, { probability }) => sum + probability, 0);
  if (choices.length < 2 || together < possible) {
    return { kind: 'unknown', intent, confidence: answer, choices: none };
  }
  return { kind: 'unsure', intent, confidence: answer, choices: choices.map(({ label }) => label) };
}

const none: readonly string[] = [];

/** The first of them, when there are several. */
function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}

export interface RankedLabel {
  readonly label: string;
  readonly probability: number;
}

/** The most probable labels in order; a sorted copy of all of them would cost more than the scoring. */
export function topLabels(
  labels: readonly string[],
  probabilities: ArrayLike<number>,
  count: number,
): readonly RankedLabel[] {
  const top: RankedLabel[] = [];
  for (let i = 0; i < labels.length; i++) {
    const probability = probabilities[i] ?? 0;
    if (top.length === count && probability <= (top[count - 1]?.probability ?? 0)) continue;
    let place = top.length;
    while (place > 0 && (top[place - 1]?.probability ?? 0) < probability) place--;
    top.splice(place, 0, { label: labels[i] ?? outOfScope, probability });
    if (top.length > count) top.pop();
  }
  return top;
}

/**
 * The lowest confidence at which answers to held-out phrases are right as often as wanted: as many answers as possible
 * without more mistakes than agreed.
 */
export function chooseThresholds(
  graded: readonly Graded[],
  wanted = 0.93,
  { least = 0.4, most = 0.65, possible = 0.4 } = {},
): Thresholds {
  const steps = Array.from({ length: 26 }, (_, i) => least + i * 0.01).filter(step => step <= most);
  const sure = steps.find(step => accuracyAbove(graded, step) >= wanted) ?? most;
  return { sure, possible };
}

function accuracyAbove(graded: readonly Graded[], confidence: number): number {
  const answered = graded.filter(one => one.confidence >= confidence);
  return answered.filter(one => one.right).length / Math.max(1, answered.length);
}
