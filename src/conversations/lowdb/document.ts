import { z } from 'zod';
import { ConversationId, DedupeKey, UserId } from '../../ids.ts';
import { noNotes } from '../case-notes.ts';
import {
  type Conversation,
  type ConversationSummary,
  channelNames,
  type Hearing,
  holders,
  outcomes,
} from '../conversation-store.ts';
import type { Message } from '../message.ts';
import { agent, deskWork, json, message, notes, rating, time, timer } from '../stored-shapes.ts';

const outboxEntry = z.object({
  sequence: z.int().positive(),
  since: time,
  dueAt: time,
  attempts: z.int().nonnegative(),
  problem: z.string().exactOptional(),
  failedAt: time.exactOptional(),
});

const hearing = z.object({
  fallbacks: z.int().nonnegative(),
  lowest: z.number().exactOptional(),
} satisfies Record<keyof Hearing, z.ZodType>);

/** What a summary tells of fields under another name. */
type MadeOfOthers = 'messageCount' | 'causes' | 'tags' | 'assignee' | 'waitingSince';

/** `<id>.json`: a conversation with its newest messages. */
const mainDocument = z
  .object({
    schema: z.literal(1),
    id: ConversationId,
    channel: z.enum(channelNames),
    user: UserId,
    startedAt: time,
    updatedAt: time,
    version: z.int().positive(),
    lastSequence: z.int().nonnegative(),
    holder: z.enum(holders),
    agent: agent.exactOptional(),
    outcome: z.enum(outcomes),
    // Documents from before these were kept have none.
    notes: notes.default(noNotes),
    rating: rating.exactOptional(),
    desk: deskWork.exactOptional(),
    state: json,
    timers: z.array(timer),
    replyAddress: z.string().exactOptional(),
    /** What is still to be delivered, and what was given up. Documents from before there were such channels have none. */
    outbox: z.array(outboxEntry).readonly().default([]),
    /** Kept here for good, so that the summary needs no older part. */
    intents: z.array(z.string()),
    lastUserText: z.string(),
    /** Documents from before this was kept have none: it is made of the messages that are still in them. */
    hearing: hearing.exactOptional(),
    handled: z.array(z.object({ key: DedupeKey, at: time })),
    /** How many `<id>.<n>.json` hold older messages. */
    parts: z.int().nonnegative(),
    messages: z.array(message),
  } satisfies Record<keyof Conversation | Exclude<keyof ConversationSummary, MadeOfOthers>, z.ZodType> &
    Record<string, z.ZodType>)
  .refine(document => isUnbroken(document.messages, document.lastSequence), 'messages are missing');

/** `<id>.<n>.json`: older messages of a long conversation, never changed again. */
const partDocument = z
  .object({
    schema: z.literal(1),
    conversation: ConversationId,
    user: UserId,
    part: z.int().positive(),
    messages: z.array(message).min(1),
  })
  .refine(part => isUnbroken(part.messages, part.messages.at(-1)?.sequence ?? 0), 'messages are missing');

export type ConversationDocument = Immutable<z.infer<typeof mainDocument>>;
export type OutboxEntry = Immutable<z.infer<typeof outboxEntry>>;
export type PartDocument = Immutable<z.infer<typeof partDocument>>;
type Immutable<T> = { readonly [K in keyof T]: T[K] extends (infer E)[] ? readonly E[] : T[K] };

/** Throws when the value is no document, or that of another conversation. */
export function checkDocument(value: unknown, id: ConversationId): ConversationDocument {
  const document = mainDocument.parse(value);
  if (document.id !== id) throw new Error('the document of another conversation');
  return document;
}

export function checkPart(value: unknown, id: ConversationId, part: number): PartDocument {
  const document = partDocument.parse(value);
  if (document.conversation !== id || document.part !== part) throw new Error('a part of something else');
  return document;
}

function isUnbroken(messages: readonly Message[], last: number): boolean {
  const before = last - messages.length;
  return messages.every((message, index) => message.sequence === before + index + 1);
}
