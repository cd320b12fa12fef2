import { order } from './r01-order.ts';
import { duplicates } from './r02-duplicates.ts';
import { twoAtOnce } from './r03-at-once.ts';
import type { Scenario } from './scenario.ts';

/** In the order of the table in docs/reliability.md. */
export const scenarios: readonly Scenario[] = [order, duplicates, twoAtOnce];
