import { z } from 'zod';
import { ConversationId, PermissionId, VerificationId } from '../../ids.ts';
import { verificationEvent } from '../verification-event.ts';

/** Everything the mock institution remembers; times are ms since the epoch. */

const account = z.object({
  passwordHash: z.string(),
  lockedUntil: z.number().nullable(),
  registeredAt: z.number(),
  activeOnOtherDevice: z.boolean(),
});
export type AccountState = z.infer<typeof account>;

const verification = z.object({
  id: VerificationId,
  conversation: ConversationId,
  purpose: z.enum(['diagnosis', 'new-password']),
  by: z.enum(['sms', 'email']),
  status: z.enum(['open', 'verified', 'passwordChanged', 'locked', 'expired', 'cancelled']),
  createdAt: z.number(),
  pageOpenedAt: z.number().nullable(),
  expiresAt: z.number(),
  /** Keyed hash: finds the counters of known and unknown members alike. */
  nikHash: z.string(),
  /** What was typed, until it has been looked up after the answer went out. */
  lookUp: z.object({ nik: z.string(), kpj: z.string() }).nullable(),
  /** Null: no such member, or not looked up yet. Nobody outside can tell. */
  account: z.string().nullable(),
  /** A code was asked for and not sent yet. */
  sending: z.boolean(),
  /** Null: no code is valid now. */
  codeHash: z.string().nullable(),
  triesLeft: z.number().int().min(0),
  provedAt: z.number().nullable(),
  /** Keyed hash of the cookie of the browser that proved control; only it may choose the password. */
  browserHash: z.string().nullable(),
});
export type Verification = z.infer<typeof verification>;

const storedAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), verification: VerificationId, minutes: z.number() }),
  z.object({ kind: z.literal('sent'), minutes: z.number() }),
  z.object({ kind: z.literal('tooSoon'), retryInSeconds: z.number() }),
  z.object({ kind: z.literal('tooManyCodes'), retryInSeconds: z.number() }),
  z.object({ kind: z.literal('over') }),
  z.object({ kind: z.literal('notFound') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('permitted'), permission: PermissionId }),
  z.object({ kind: z.literal('notVerified') }),
  z.object({ kind: z.literal('noticeAccepted') }),
  z.object({ kind: z.literal('tooManyNotices'), retryInSeconds: z.number() }),
  z.object({ kind: z.literal('withdrawn') }),
]);
/** What a change was answered with: repeated word for word when the same key comes again. */
export type StoredAnswer = z.infer<typeof storedAnswer>;

const outgoing = z.object({
  event: verificationEvent,
  attempts: z.number().int(),
  nextAt: z.number(),
  createdAt: z.number(),
});
export type Outgoing = z.infer<typeof outgoing>;

const inboxMessage = z.object({
  at: z.iso.datetime(),
  via: z.enum(['sms', 'email']),
  to: z.string(),
  text: z.string(),
  code: z.string().nullable(),
});
export type InboxMessage = z.infer<typeof inboxMessage>;

/** An owner's leave to be told that there is news in a chat. */
const permission = z.object({
  account: z.string(),
  by: z.enum(['sms', 'email']),
  givenAt: z.number(),
  /** When notices were sent. */
  notices: z.array(z.number()),
});
export type Permission = z.infer<typeof permission>;

export const stateShape = z.object({
  version: z.literal(1),
  accounts: z.record(z.string(), account),
  verifications: z.record(z.string(), verification),
  answers: z.record(z.string(), z.object({ request: z.string(), answer: storedAnswer, at: z.number() })),
  /** When codes were asked for, by keyed hash of NIK and route. */
  sends: z.record(z.string(), z.array(z.number())),
  /** By id; absent in files of before there were notices. */
  permissions: z.record(z.string(), permission).default({}),
  outbox: z.array(outgoing),
  /** Development only; newest last. */
  inbox: z.array(inboxMessage),
});
export type State = z.infer<typeof stateShape>;
