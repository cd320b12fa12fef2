import type { ActivityId, ConversationId } from '../ids.ts';

/** The port to what the bot may have misunderstood: what people look through to teach it. */
export interface DoubtfulMessages {
  /** Of the time since `since` (ISO 8601), the newest first, at most `limit`. */
  newest(query: { readonly since: string; readonly limit: number }): Promise<readonly DoubtfulMessage[]>;
}

/** `ratedBadly`: it was understood, but the user gave the chat one or two of five. */
export const doubts = ['unknown', 'unsure', 'ratedBadly'] as const;
export type Doubt = (typeof doubts)[number];

export interface DoubtfulMessage {
  readonly id: ActivityId;
  readonly conversation: ConversationId;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Redacted before it was written. */
  readonly text: string;
  /** The most probable intent when it was said. */
  readonly intent: string;
  readonly confidence: number;
  readonly doubt: Doubt;
}
