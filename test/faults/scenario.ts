import type { Progress } from '../../src/progress.ts';
import type { Ground } from './ground.ts';

/** The two stores; every promise holds on both. */
export const adapters = ['embedded', 'postgresql'] as const;
export type Adapter = (typeof adapters)[number];

/** `short` is part of `npm test`; `long` takes minutes and is asked for: `npm run -s faults -- --long`. */
export type Size = 'short' | 'long';

export type Bar = { readonly is: number } | { readonly atMost: number } | { readonly atLeast: number };

/** One thing that was counted or measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  /** Absent: only told, e.g. how much was tried. */
  readonly bar?: Bar;
  /** Depends on how fast and how busy the machine is: judged on demand, never by `npm test`. */
  readonly timed?: true;
}

/** One line of reliability's table: a fault, done on purpose, and what may not come of it. */
export interface Scenario {
  /** `R1` ... `R15`. */
  readonly id: string;
  readonly title: string;
  run(ground: Ground, size: Size, progress: Progress): Promise<readonly Figure[]>;
}

export function holds({ value, bar }: Figure): boolean {
  if (!bar) return true;
  if (Number.isNaN(value)) return false;
  if ('is' in bar) return value === bar.is;
  return 'atMost' in bar ? value <= bar.atMost : value >= bar.atLeast;
}
