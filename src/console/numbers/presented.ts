import type { Totals } from '../../numbers/totals.ts';

/** What the API answers of the numbers, in types only. Days are those of Jakarta, `2026-03-12`. */

export interface PresentedNumbers {
  readonly from: string;
  readonly to: string;
  /** ISO 8601, UTC: days in which something may still happen are as they were then, or later. */
  readonly countedAt: string;
  readonly totals: Totals;
  /** Of as many days right before. */
  readonly previous: Totals;
  readonly days: readonly PresentedDay[];
  /** The most frequent ones, with a count for each day. */
  readonly causes: readonly PresentedCause[];
  readonly steps: readonly PresentedStep[];
  readonly mixedUp: readonly { readonly taken: string; readonly meant: string; readonly count: number }[];
  readonly incident: PresentedIncident | undefined;
  /** Symptoms that are reported far more often than before, right now. */
  readonly spikes: readonly { readonly symptom: string; readonly count: number; readonly usual: number }[];
}

export interface PresentedDay {
  readonly day: string;
  readonly conversations: number;
  readonly contained: number;
  readonly containedForGood: number;
  readonly solved: number;
  readonly handedOver: number;
  readonly left: number;
  readonly userMessages: number;
  readonly unknown: number;
}

export interface PresentedCause {
  readonly title: string;
  readonly count: number;
  readonly before: number;
  readonly days: readonly number[];
}

export interface PresentedStep {
  readonly step: string;
  readonly reached: number;
  /** Left there, with its question open. */
  readonly left: number;
}

export interface PresentedIncident {
  readonly symptom: string;
  readonly since: string;
}
