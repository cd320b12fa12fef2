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
    solvingMinutes: median(ranked(days, one => one.solvingMinutes)),
    replyMinutes: median(ranked(days, one => one.replyMinutes)),
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

/** Of values by name, each with how often it occurs; `null` of none. */
function median(counts: readonly (readonly [value: string, count: number])[]): number | null {
  const sorted = counts.map(([value, count]) => [Number(value), count] as const).sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return total === 0 ? null : (valueAt(Math.ceil(total / 2)) + valueAt(Math.floor(total / 2) + 1)) / 2;

  /** The n-th smallest, from 1. */
  function valueAt(n: number): number {
    let passed = 0;
    for (const [value, count] of sorted) {
      passed += count;
      if (passed >= n) return value;
    }
    return 0;
  }
}
