import { Failure } from '../../failure.ts';
import type { ConversationId, UserId } from '../../ids.ts';
import type { ConversationSummary, ListQuery, VerifyReport } from '../conversation-store.ts';
import type { Message } from '../message.ts';

export interface Transcript {
  readonly summary: ConversationSummary;
  readonly messages: readonly Message[];
}

/** What a file of transcripts needs to know. */
export interface ExportedTranscript {
  readonly summary: Pick<ConversationSummary, 'id' | 'channel' | 'user' | 'outcome' | 'rating'>;
  readonly messages: readonly Message[];
}

/** What the command line does with conversations, wherever they are kept. Works beside running servers. */
export interface TranscriptKeeper {
  /** The newest activity first, at most `limit`. */
  newest(query: ListQuery, limit: number): Promise<Found>;
  /** Every conversation, the oldest first; one that cannot be read is `damaged`. */
  all(query: ListQuery): AsyncIterable<Transcript | 'damaged'>;
  /** `undefined`: there is none, or it was erased meanwhile. Throws `Failure('document-damaged')`. */
  read(id: ConversationId): Promise<Transcript | undefined>;
  /** Answers how many conversations there were. */
  erase(user: UserId): Promise<number>;
  verify(): Promise<VerifyReport>;
}

export interface Found {
  readonly conversations: readonly ConversationSummary[];
  /** How many documents could not be read; `verify` names them. */
  readonly damaged: number;
}

/** For `catch`: a damaged document is skipped, everything else is passed on. */
export function onlyDamage(error: unknown): 'damaged' {
  if (error instanceof Failure && error.code === 'document-damaged') return 'damaged';
  throw error;
}
