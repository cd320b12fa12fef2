import type { Counts, DayNumbers } from './day-numbers.ts';

/** Days taken together. Medians in minutes; `null` where there is nothing to take them of. */
export function totalOf(days: readonly DayNumbers[]) {
  const add = (of: (one: DayNumbers) => number) => days.reduce((sum, one) => sum + of(one), 0);
  const scores = [0, 1, 2, 3, 4].map(i => add(({ scores }) => scores[i] ?? 0));
  return {
    conversations: add(one => one.conversations),
    contained: add(one => one.contained),
    containedForGood: add(one => one.containedForGood),
    solved: add(one => one.solved),
    handedOver: add(one => one.handedOver),
    left: add(one => one.left),
    userMessages: add(one => one.userMessages),
    unknown: add(one => one.unknown),
    unsure: add(one => one.unsure),
    scores,
    solvingMinutes: median(days.flatMap(one => one.solvingMinutes)),
    replyMinutes: median(days.flatMap(one => one.replyMinutes)),
  };
}
export type Totals = ReturnType<typeof totalOf>;

/** The most frequent first. */
export function ranked(days: readonly DayNumbers[], of: (one: DayNumbers) => Counts) {
  const counts = new Map<string, number>();
  for (const one of days)
    for (const [name, count] of Object.entries(of(one))) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
