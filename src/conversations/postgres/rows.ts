import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import {
  type Conversation,
  type ConversationSummary,
  channelNames,
  type DueTimer,
  type FoundMessage,
  holders,
  outcomes,
  type TurnCommit,
} from '../conversation-store.ts';
import { deskFacts } from '../desk-facts.ts';
import type { Message } from '../message.ts';
import type { Backlog } from '../settlement.ts';
import { agent, deskWork, json, message, notes, rating, timer } from '../stored-shapes.ts';

/** PostgreSQL gives `Date`s; the port speaks ISO 8601 in UTC with milliseconds. */
export const time = z.date().transform(date => date.toISOString());

const BacklogRow = z.object({ channel: z.enum(channelNames), waiting: z.int(), oldest: time });

/** Nothing for a channel that this version does not know. */
export function backlogFrom(row: unknown): readonly Backlog[] {
  const { data } = BacklogRow.safeParse(row);
  return data ? [data] : [];
}

const sharedColumns = {
  id: ConversationId,
  channel: z.enum(channelNames),
  user_id: UserId,
  started_at: time,
  updated_at: time,
  last_sequence: z.int(),
  holder: z.enum(holders),
  outcome: z.enum(outcomes),
  agent: agent.nullable(),
  rating: rating.nullable(),
  desk: deskWork.nullable(),
  notes,
};

const ConversationRow = z.object({
  ...sharedColumns,
  // bigint comes as text; a conversation never gets near 2^53 turns.
  version: z.coerce.number(),
  state: json,
  timers: z.array(timer),
  reply_address: z.string().nullable(),
});

const SummaryRow = z.object({
  ...sharedColumns,
  intents: z.array(z.string()),
  causes: z.array(z.string()),
  fallbacks: z.int(),
  lowest_confidence: z.number().nullable(),
  last_user_text: z.string(),
});

const MessageRow = z.object({
  sequence: z.int(),
  at: time,
  sender: z.string(),
  text: z.string(),
  more: json,
});

const FoundRow = z.looseObject({ conversation: ConversationId });

const TimerRow = z.object({
  id: z.string(),
  conversation_id: ConversationId,
  due_at: time,
  name: z.string(),
  payload: json.nullable(),
});

export function conversationFrom(row: unknown): Conversation {
  const { id, channel, user_id, started_at, updated_at, version, last_sequence, ...rest } =
    ConversationRow.parse(row);
  return {
    id,
    channel,
    user: user_id,
    startedAt: started_at,
    updatedAt: updated_at,
    version,
    lastSequence: last_sequence,
    holder: rest.holder,
    ...(rest.agent && { agent: rest.agent }),
    outcome: rest.outcome,
    notes: rest.notes,
    ...(rest.rating && { rating: rest.rating }),
    ...(rest.desk && { desk: rest.desk }),
    state: rest.state,
    timers: rest.timers,
    ...(rest.reply_address !== null && { replyAddress: rest.reply_address }),
  };
}

export function summaryFrom(row: unknown): ConversationSummary {
  const { id, channel, user_id, started_at, updated_at, holder, outcome, ...rest } = SummaryRow.parse(row);
  return {
    id,
    channel,
    user: user_id,
    startedAt: started_at,
    updatedAt: updated_at,
    holder,
    ...(rest.agent && { agent: rest.agent }),
    outcome,
    ...(rest.rating && { rating: rest.rating }),
    ...deskFacts({ holder, notes: rest.notes, ...(rest.desk && { desk: rest.desk }) }),
    messageCount: rest.last_sequence,
    intents: rest.intents,
    causes: rest.causes,
    hearing: {
      fallbacks: rest.fallbacks,
      ...(rest.lowest_confidence !== null && { lowest: rest.lowest_confidence }),
    },
    lastUserText: rest.last_user_text,
  };
}

export function messageFrom(row: unknown): Message {
  const { sequence, at, sender, text, more } = MessageRow.parse(row);
  return message.parse({ ...more, sequence, at, from: sender, text });
}

export function foundFrom(row: unknown): FoundMessage {
  const { conversation, ...said } = FoundRow.parse(row);
  return { conversation, message: messageFrom(said) };
}

export function timerFrom(row: unknown): DueTimer {
  const { id, conversation_id, due_at, name, payload } = TimerRow.parse(row);
  return { id, conversation: conversation_id, dueAt: due_at, name, ...(payload ? { payload } : {}) };
}

/** What the commit statement takes apart again with `json_to_recordset`. */
export function messagesAsJson(messages: readonly Message[]): string {
  return asJson(
    messages.map(({ sequence, at, from, text, ...more }) => ({ sequence, at, sender: from, text, more })),
  );
}

export function timersAsJson(timers: TurnCommit['conversation']['timers']): string {
  return asJson(timers.map(({ id, dueAt, name, payload }) => ({ id, due_at: dueAt, name, payload })));
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair, not even escaped in JSON; somebody will paste one. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? asText(part) : part));
}

export function asText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
