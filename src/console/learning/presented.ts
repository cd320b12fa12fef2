import type { Decision } from '../../learning/label.ts';
import type { Objection, Report } from '../../learning/report.ts';

/** What the API answers about the learning loop, in types only. */

export interface PresentedInbox {
  readonly groups: readonly PresentedGroup[];
  /** Texts that wait for a decision, also those that are not shown. */
  readonly waiting: number;
}

export interface PresentedGroup {
  readonly messages: readonly PresentedDoubt[];
  /** The most probable intents, the first one first. */
  readonly suggestions: readonly { readonly intent: string; readonly probability: number }[];
}

export interface PresentedDoubt {
  readonly id: string;
  readonly conversation: string;
  readonly at: string;
  readonly text: string;
  readonly doubt: 'unknown' | 'unsure' | 'ratedBadly';
  /** What it was taken for. */
  readonly intent: string;
  readonly confidence: number;
  /** How often this very text was written. */
  readonly count: number;
}

export interface PresentedOverview {
  readonly taught: number;
  readonly untrained: number;
  readonly active: number | undefined;
  readonly stale: number | undefined;
  readonly versions: readonly PresentedVersion[];
}

export interface PresentedVersion {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly labels: number;
  readonly state: 'training' | 'passed' | 'refused' | 'failed';
  /** 0..1, while it is being trained. */
  readonly progress?: number | undefined;
  readonly report?: Report | undefined;
  readonly objections: readonly Objection[];
}

export interface WantedDecision {
  readonly messages: readonly string[];
  readonly decision: Decision;
}

export type PresentedTraining = { readonly kind: 'started' | 'running' | 'nothingNew' };
