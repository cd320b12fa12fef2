import type { ChannelName } from './conversation-store.ts';

/**
 * How an attempt at something queued ended. `problem` is a short code, e.g. `http-503`: never a text of a platform, which
 * could quote what somebody wrote. `at` in milliseconds since the epoch.
 */
export type Settlement =
  | { readonly kind: 'done' }
  /** Counts as an attempt; due again at `at`. */
  | { readonly kind: 'later'; readonly at: number; readonly problem: string }
  /** Given up at `at`: a dead letter, which no longer holds up what comes after it. */
  | { readonly kind: 'failed'; readonly at: number; readonly problem: string };

/** What was given up, for people to look at and to try again. Nothing personal is in it. */
export interface DeadLetter {
  /** ISO 8601, UTC: when it was queued, and when it was given up. */
  readonly since: string;
  readonly failedAt: string;
  readonly attempts: number;
  readonly problem: string;
}

/** What of one channel waits and was not given up. Nothing waiting, nothing listed. */
export interface Backlog {
  readonly channel: ChannelName;
  readonly waiting: number;
  /** ISO 8601, UTC: since when the one waits that waits longest. */
  readonly oldest: string;
}

/** Dead letters that a list shows at the most. */
export const mostDeadLetters = 200;
