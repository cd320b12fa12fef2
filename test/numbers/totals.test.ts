import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minutesName, noNumbers } from '../../src/numbers/day-numbers.ts';
import { totalOf } from '../../src/numbers/totals.ts';

it('the median of days taken together is the one of all their values', () => {
  const days = fc.array(fc.array(fc.nat({ max: 300 }), { maxLength: 9 }), { maxLength: 5 });
  fc.assert(
    fc.property(days, minutes => {
      const counted = minutes.map(values => ({ ...noNumbers('2026-03-12'), replyMinutes: countsOf(values) }));
      expect(totalOf(counted).replyMinutes).toBe(medianOf(minutes.flat()));
    }),
  );
});

function countsOf(values: readonly number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[minutesName(value)] = (counts[minutesName(value)] ?? 0) + 1;
  return counts;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

it.each([
  [0, '0'],
  [0.04, '0'],
  [3.26, '3.3'],
  [9.94, '9.9'],
  [10.4, '10'],
  [1439.5, '1440'],
])('%d minutes are counted as %s', (minutes, name) => {
  expect(minutesName(minutes)).toBe(name);
});
