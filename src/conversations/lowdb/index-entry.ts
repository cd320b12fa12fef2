import type { ConversationFact } from '../conversation-facts.ts';
import type { ConversationSummary, Timer } from '../conversation-store.ts';
import { doubtfulIn } from '../doubtful-facts.ts';
import type { DoubtfulMessage } from '../doubtful-messages.ts';
import { factsOf } from '../facts-of.ts';
import type { ConversationDocument, OutboxEntry } from './document.ts';
import { summarise } from './summary.ts';

/** What the process keeps in memory of every conversation. */
export interface IndexEntry {
  readonly summary: ConversationSummary;
  readonly timers: readonly Timer[];
  readonly outbox: readonly OutboxEntry[];
  readonly doubtful: readonly DoubtfulMessage[];
  readonly fact: ConversationFact;
}

export function indexEntryOf(document: ConversationDocument): IndexEntry {
  return {
    summary: summarise(document),
    timers: document.timers,
    outbox: document.outbox,
    doubtful: doubtfulIn(document.id, document.messages, document.rating),
    fact: factsOf(document, document.messages),
  };
}
