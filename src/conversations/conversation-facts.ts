import type { ConversationId, UserId } from '../ids.ts';
import type { ChannelName, Outcome } from './conversation-store.ts';

/** The port to what numbers are made of: one short record a conversation, never a text that somebody wrote. */
export interface ConversationFacts {
  /** Changes when anything in a conversation does that began on that day, or one is erased. */
  mark(day: Day): Promise<string>;
  /** Of the conversations that began on that day, `factsAtOnce` at a time, however many there are. */
  of(day: Day): AsyncIterable<readonly ConversationFact[]>;
}

/** A calendar day in Jakarta (UTC+7, no summer time), e.g. `2026-03-12`. */
export type Day = string;

/** In milliseconds; Jakarta has no summer time. */
export const aDay = 24 * 60 * 60_000;

/** So many facts at a time: neither a process nor a statement's time-out notices how many a day has. */
export const factsAtOnce = 200;

const jakarta = 7 * 60 * 60_000;

/** The day of a moment (milliseconds since the epoch). */
export function dayOf(moment: number): Day {
  return new Date(moment + jakarta).toISOString().slice(0, 10);
}

/** When a day begins, in milliseconds since the epoch. */
export function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00.000Z`) - jakarta;
}

export interface ConversationFact {
  readonly id: ConversationId;
  readonly user: UserId;
  readonly channel: ChannelName;
  readonly outcome: Outcome;
  /** ISO 8601, UTC, all times. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly lastUserAt?: string | undefined;
  /** When a person was asked for, the last time. */
  readonly personWantedAt?: string | undefined;
  /** The first word of a person after that. */
  readonly personRepliedAt?: string | undefined;
  readonly score?: number | undefined;
  readonly causes: readonly string[];
  readonly userMessages: number;
  readonly unknown: number;
  readonly unsure: number;
  /** The user wrote again after one to 24 hours of silence, here or, within 24 hours of the end, in a conversation begun later. */
  readonly cameBack: boolean;
  /** `dialog.step`, each once. */
  readonly reached: readonly string[];
  /** The question that is open. */
  readonly open?: string | undefined;
  /** What an unsure message was taken for, and what the next one was understood as. */
  readonly mixedUp: readonly (readonly [taken: string, meant: string])[];
}
