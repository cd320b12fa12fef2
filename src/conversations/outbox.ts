import type { ConversationId } from '../ids.ts';
import type { ChannelName } from './conversation-store.ts';
import type { Message } from './message.ts';
import type { Backlog, DeadLetter, Settlement } from './settlement.ts';

/**
 * What channels still have to deliver. A commit of a conversation that has a reply address owes every message of the bot's
 * side, in the same write. Delivered at least once: the one window in which a message may arrive twice is between the
 * platform's "sent" and `settle`.
 */
export interface Outbox {
  /**
   * Messages due at `now`, for this caller alone until `until` (milliseconds since the epoch, both). Of each conversation
   * only the earliest that is owed, so that order holds.
   */
  claimDue(now: number, until: number, limit: number): Promise<readonly Owed[]>;
  /** When to look again if nobody commits anything meanwhile, in milliseconds since the epoch. `undefined`: never. */
  lookAgainAt(now: number): number | undefined;
  /** Durable. Does nothing when the message is no longer owed, e.g. because its user was erased. */
  settle(owed: OwedId, settlement: Settlement): Promise<void>;
  /** Gives the claim back until `until`: no attempt was made, e.g. because the platform takes only so many a second. */
  postpone(owed: OwedId, until: number): Promise<void>;
  /** A platform tells afterwards that a message, which it had taken, has not arrived: it becomes a dead letter. */
  undelivered(sent: OwedId, at: number, problem: string): Promise<void>;
  /** What a conversation still owes or has given up, in its order. Whatever else it said has been delivered. */
  undeliveredOf(conversation: ConversationId): Promise<readonly Undelivered[]>;
  backlog(): Promise<readonly Backlog[]>;
  /** Newest first, `mostDeadLetters` at the most. */
  deadLetters(): Promise<readonly UndeliveredMessage[]>;
  /** A dead letter is owed again, as of `now`. False when there is no such letter. */
  retry(conversation: ConversationId, sequence: number, now: number): Promise<boolean>;
}

/** A message and the time since which it is owed: an erased conversation may begin again with the same sequences. */
export interface OwedId {
  readonly conversation: ConversationId;
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface Owed extends OwedId {
  readonly channel: ChannelName;
  /** Sealed for the conversation. */
  readonly replyAddress: string;
  readonly message: Message;
  /** How many have failed. */
  readonly attempts: number;
}

/** A message that has not reached the platform; with `failedAt` it was given up. */
export interface Undelivered {
  readonly sequence: number;
  readonly attempts: number;
  /** Why the last attempt failed, as a short code. */
  readonly problem?: string;
  /** ISO 8601, UTC. */
  readonly failedAt?: string;
}

export interface UndeliveredMessage extends DeadLetter {
  readonly conversation: ConversationId;
  readonly channel: ChannelName;
  readonly sequence: number;
}
