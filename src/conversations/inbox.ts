import type { ConversationId, DedupeKey } from '../ids.ts';
import type { Backlog, DeadLetter, Settlement } from './settlement.ts';

/** What webhooks have brought and no turn has handled yet. */
export interface Inbox {
  /**
   * Durable when it resolves, in the given order. What waits already under the same key is not put again; what was handled
   * before is found out by its turn.
   */
  put(arrivals: readonly Arrival[], now: number): Promise<void>;
  /**
   * What is due at `now`, for this caller alone until `until` (milliseconds since the epoch, both): of each conversation
   * only the earliest. What a killed process has claimed comes back afterwards.
   */
  claimDue(now: number, until: number, limit: number): Promise<readonly Waiting[]>;
  /** When to look again if nothing arrives meanwhile, in milliseconds since the epoch. `undefined`: never. */
  lookAgainAt(now: number): number | undefined;
  /** Durable, but for `done`: what comes back after a crash is a known key to its turn. */
  settle(waiting: ArrivalId, settlement: Settlement): Promise<void>;
  /** Gives the claim back until `until`, without an attempt. */
  postpone(waiting: ArrivalId, until: number): Promise<void>;
  backlog(): Promise<readonly Backlog[]>;
  /** Newest first, `mostDeadLetters` at the most. */
  deadLetters(): Promise<readonly UnhandledArrival[]>;
  /** A dead letter waits again, as of `now`. False when there is no such letter. */
  retry(conversation: ConversationId, key: DedupeKey, now: number): Promise<boolean>;
}

export interface ArrivalId {
  readonly conversation: ConversationId;
  readonly key: DedupeKey;
}

export interface Arrival extends ArrivalId {
  /** What arrived, sealed for the conversation. */
  readonly sealed: string;
}

export interface Waiting extends Arrival {
  /** ISO 8601, UTC. */
  readonly since: string;
  /** How many have failed. */
  readonly attempts: number;
}

export interface UnhandledArrival extends DeadLetter, ArrivalId {}
