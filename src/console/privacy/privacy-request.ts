import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import type { Random } from '../../time-and-chance.ts';
import { privacyKinds } from './presented.ts';

const Person = z.strictObject({ id: z.string(), name: z.string() });

/**
 * Somebody asked for their data, or that it is erased. In the chat the bot does both at once; what it was to erase is
 * recorded all the same, done or still open.
 */
export const PrivacyRequest = z.strictObject({
  id: z.string(),
  kind: z.enum(privacyKinds),
  /** Of what was asked for in the chat it is forgotten when it is done: the bot promises to keep no note of who asked. */
  conversation: ConversationId.exactOptional(),
  /** Forgotten when it is done. */
  user: UserId.exactOptional(),
  /** ISO 8601, UTC, both. */
  askedAt: z.string(),
  dueAt: z.string(),
  /** Absent: asked for in the chat itself. */
  recordedBy: Person.exactOptional(),
  done: z
    .strictObject({
      at: z.string(),
      /** Absent: the bot. */
      by: Person.exactOptional(),
      conversations: z.int().nonnegative(),
    })
    .exactOptional(),
});
export type PrivacyRequest = Readonly<z.infer<typeof PrivacyRequest>>;

/** What Indonesia's law on personal data (UU PDP 27/2022) gives: three times 24 hours. */
export const timeToAnswer = 3 * 24 * 60 * 60_000;

export interface NewPrivacyRequest {
  readonly kind: PrivacyRequest['kind'];
  readonly conversation: ConversationId;
  readonly user: UserId;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
}

export function newRequest({ askedAt, ...asked }: NewPrivacyRequest, random: Random): PrivacyRequest {
  return {
    id: Buffer.from(random.bytes(9)).toString('base64url'),
    ...asked,
    askedAt: new Date(askedAt).toISOString(),
    dueAt: new Date(askedAt + timeToAnswer).toISOString(),
  };
}
