import type { Conversation, TurnCommit } from '../conversation-store.ts';
import { heardAlso, hearingOf } from '../hearing.ts';
import type { Message } from '../message.ts';
import { assertContinues, handledFor, lastUserText, topicsOf } from '../turn-facts.ts';
import type { ConversationDocument } from './document.ts';
import { keptEntries, owedFor } from './outbox-entries.ts';

/** The document after a turn. Throws when the messages do not continue those that are there. */
export function nextDocument(
  current: ConversationDocument | undefined,
  { conversation, messages, handled, at }: TurnCommit,
): ConversationDocument {
  const lastSequence = current?.lastSequence ?? 0;
  assertContinues(messages, lastSequence);
  return {
    schema: 1,
    id: conversation.id,
    channel: conversation.channel,
    user: conversation.user,
    startedAt: conversation.startedAt,
    updatedAt: at,
    version: (current?.version ?? 0) + 1,
    lastSequence: lastSequence + messages.length,
    holder: conversation.holder,
    ...(conversation.agent && { agent: conversation.agent }),
    outcome: conversation.outcome,
    notes: conversation.notes,
    ...(conversation.rating && { rating: conversation.rating }),
    ...(conversation.desk && { desk: conversation.desk }),
    state: conversation.state,
    timers: conversation.timers,
    intents: withIntents(current?.intents ?? [], messages),
    lastUserText: lastUserText(messages) ?? current?.lastUserText ?? '',
    hearing: heardAlso(current?.hearing ?? hearingOf(current?.messages ?? []), hearingOf(messages)),
    ...(conversation.replyAddress && { replyAddress: conversation.replyAddress }),
    outbox: [
      ...keptEntries(current?.outbox ?? [], at),
      ...(conversation.replyAddress === undefined ? [] : owedFor(messages, at)),
    ],
    handled: [...stillHandled(current?.handled ?? [], at), { key: handled, at }],
    parts: current?.parts ?? 0,
    messages: [...(current?.messages ?? []), ...messages],
  };
}

/** The conversation of a document, without what only the store needs. */
export function conversationOf(document: ConversationDocument): Conversation {
  return {
    id: document.id,
    channel: document.channel,
    user: document.user,
    startedAt: document.startedAt,
    updatedAt: document.updatedAt,
    version: document.version,
    lastSequence: document.lastSequence,
    holder: document.holder,
    ...(document.agent && { agent: document.agent }),
    outcome: document.outcome,
    notes: document.notes,
    ...(document.rating && { rating: document.rating }),
    ...(document.desk && { desk: document.desk }),
    state: document.state,
    timers: document.timers,
    ...(document.replyAddress && { replyAddress: document.replyAddress }),
  };
}

function stillHandled(handled: ConversationDocument['handled'], at: string): ConversationDocument['handled'] {
  return handled.filter(entry => Date.parse(entry.at) > Date.parse(at) - handledFor);
}

function withIntents(known: readonly string[], messages: readonly Message[]): string[] {
  return [...new Set([...known, ...topicsOf(messages)])];
}
