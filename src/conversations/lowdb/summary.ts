import type { ConversationSummary } from '../conversation-store.ts';
import { deskFacts } from '../desk-facts.ts';
import { hearingOf } from '../hearing.ts';
import type { ConversationDocument } from './document.ts';

/** What lists show of a conversation. */
export function summarise(document: ConversationDocument): ConversationSummary {
  return {
    id: document.id,
    channel: document.channel,
    user: document.user,
    startedAt: document.startedAt,
    updatedAt: document.updatedAt,
    holder: document.holder,
    ...(document.agent && { agent: document.agent }),
    outcome: document.outcome,
    ...(document.rating && { rating: document.rating }),
    ...deskFacts(document),
    messageCount: document.lastSequence,
    intents: document.intents,
    causes: document.notes.causes,
    hearing: document.hearing ?? hearingOf(document.messages),
    lastUserText: document.lastUserText,
  };
}
