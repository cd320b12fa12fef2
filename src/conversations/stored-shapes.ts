import { z } from 'zod';
import { ActivityId, TicketId } from '../ids.ts';
import { type Agent, attemptKinds, type CaseNotes, ownerships, type Rating, scores } from './case-notes.ts';
import type { JsonObject, Timer } from './conversation-store.ts';
import type { DeskWork, StaffNote } from './desk-work.ts';
import { type AccountCall, type Insight, type Message, takens, type Work } from './message.ts';

/** The pieces of a conversation as every adapter checks them when it reads them back. */

export const time = z.iso.datetime();
export const json: z.ZodType<JsonObject> = z.record(z.string(), z.json());

// `satisfies Record<keyof ...>`: a field added to a port and forgotten here would be lost at the next read.
export const insight = z.object({
  intent: z.string(),
  confidence: z.number(),
  kind: z.enum(['understood', 'unsure', 'unknown']),
  taken: z.enum(takens).exactOptional(),
  because: z.array(z.string()).readonly().exactOptional(),
} satisfies Record<keyof Insight, z.ZodType>);

const accountCall = z.object({
  operation: z.string(),
  answer: z.string(),
  took: z.int(),
} satisfies Record<keyof AccountCall, z.ZodType>);

const work = z.object({
  took: z.int(),
  calls: z.array(accountCall).readonly(),
} satisfies Record<keyof Work, z.ZodType>);

export const message = z.object({
  id: ActivityId,
  sequence: z.int().positive(),
  at: time,
  replyTo: ActivityId.exactOptional(),
  from: z.enum(['user', 'bot', 'agent']),
  text: z.string(),
  name: z.string().exactOptional(),
  choices: z
    .array(z.object({ title: z.string(), value: z.string() }))
    .readonly()
    .exactOptional(),
  link: z.object({ title: z.string(), url: z.string() }).exactOptional(),
  clientActivityId: z.string().exactOptional(),
  insight: insight.exactOptional(),
  dialog: z.string().exactOptional(),
  step: z.string().exactOptional(),
  work: work.exactOptional(),
} satisfies Record<keyof Message, z.ZodType>) satisfies z.ZodType<Message>;

export const timer = z.object({
  id: z.string(),
  dueAt: time,
  name: z.string(),
  payload: json.exactOptional(),
} satisfies Record<keyof Timer, z.ZodType>) satisfies z.ZodType<Timer>;

export const agent = z.object({ id: z.string(), name: z.string() } satisfies Record<keyof Agent, z.ZodType>);

export const notes = z.object({
  ticket: TicketId.exactOptional(),
  personWantedAt: time.exactOptional(),
  causes: z.array(z.string()).readonly().default([]),
  tried: z.array(z.object({ kind: z.enum(attemptKinds), at: time })).readonly(),
  ownership: z.enum(ownerships),
  verdict: z.string().exactOptional(),
  open: z.object({ dialog: z.string(), step: z.string() }).exactOptional(),
} satisfies Record<keyof CaseNotes, z.ZodType>) satisfies z.ZodType<CaseNotes>;

const staffNote = z.object({ by: agent, at: time, text: z.string() } satisfies Record<
  keyof StaffNote,
  z.ZodType
>);

export const deskWork = z.object({
  tags: z.array(z.string()).readonly(),
  notes: z.array(staffNote).readonly(),
  assignee: agent.exactOptional(),
} satisfies Record<keyof DeskWork, z.ZodType>) satisfies z.ZodType<DeskWork>;

export const rating = z.object({
  score: z.literal(scores),
  comment: z.string().exactOptional(),
  at: time,
} satisfies Record<keyof Rating, z.ZodType>) satisfies z.ZodType<Rating>;
