import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import type { Shelf } from '../../storage/shelf.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type { ConsoleUser } from '../users.ts';
import { privacyKinds } from './presented.ts';

const Person = z.strictObject({ id: z.string(), name: z.string() });

/** Somebody asked for their data, or that it is erased, other than in the chat, where the bot does both at once. */
export const PrivacyRequest = z.strictObject({
  id: z.string(),
  kind: z.enum(privacyKinds),
  conversation: ConversationId,
  /** Forgotten when it is done. */
  user: UserId.exactOptional(),
  /** ISO 8601, UTC, both. */
  askedAt: z.string(),
  dueAt: z.string(),
  recordedBy: Person,
  done: z.strictObject({ at: z.string(), by: Person, conversations: z.int().nonnegative() }).exactOptional(),
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

interface Options {
  readonly shelf: Shelf<PrivacyRequest>;
  readonly clock: Clock;
  readonly random: Random;
}

export type PrivacyRequests = ReturnType<typeof createPrivacyRequests>;

export function createPrivacyRequests({ shelf, clock, random }: Options) {
  return { record, all, find: shelf.get, finish };

  async function record({ askedAt, ...asked }: NewPrivacyRequest, by: ConsoleUser): Promise<PrivacyRequest> {
    const request: PrivacyRequest = {
      id: Buffer.from(random.bytes(9)).toString('base64url'),
      ...asked,
      askedAt: new Date(askedAt).toISOString(),
      dueAt: new Date(askedAt + timeToAnswer).toISOString(),
      recordedBy: { id: by.id, name: by.name },
    };
    await shelf.change(request.id, () => request);
    return request;
  }

  /** What is open first, the most urgent on top; then what is done, the latest on top. */
  async function all(): Promise<readonly PrivacyRequest[]> {
    const requests = await shelf.all();
    const open = requests.filter(({ done }) => !done).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    const done = requests.filter(one => one.done).sort((a, b) => (doneAt(a) < doneAt(b) ? 1 : -1));
    return [...open, ...done];
  }

  async function finish(id: string, by: ConsoleUser, conversations: number): Promise<void> {
    const at = new Date(clock.now()).toISOString();
    await shelf.change(id, request => {
      if (!request || request.done) return request;
      const { user: _, ...rest } = request;
      return { ...rest, done: { at, by: { id: by.id, name: by.name }, conversations } };
    });
  }
}

function doneAt({ done }: PrivacyRequest): string {
  return done?.at ?? '';
}
