import { z } from 'zod';
import type { InboundContent, Receive, TurnResult } from '../../bot/inbound-message.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import { Failure } from '../../failure.ts';
import { HttpError } from '../../http/http-error.ts';
import { ActivityId, activityId, DedupeKey } from '../../ids.ts';
import type { Random } from '../../time-and-chance.ts';
import type { Grant } from './tokens.ts';

/**
 * Made by the client for each message; sent again with the same id, a message is the same message. It is kept and sent
 * back as it came, so it must be nothing that could hold a NIK, a phone number or an e-mail address.
 */
export const ClientActivityId = z
  .string()
  .regex(/^[\x21-\x7e]{1,100}$/)
  .refine(id => isRandomHex(id) || !mayBePersonal(id));

/** What we read of an activity that a client sends. Who it claims to be from is not among it: the token tells. */
export const IncomingActivity = z.object({
  type: z.string().max(100),
  name: z.string().max(200).nullish(),
  text: z.string().nullish(),
  attachments: z.array(z.unknown()).nullish(),
  channelData: z.object({ clientActivityID: ClientActivityId.nullish() }).nullish(),
});
export type IncomingActivity = z.infer<typeof IncomingActivity>;

/** In characters. The bot's own limit is far lower and it says so kindly; this one only keeps a novel from travelling on. */
const longestText = 10_000;

export interface PostOptions {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly random: Random;
}

export interface PostActivity {
  /** Runs the turn and answers the id under which the client's own message is found in the stream. */
  activity(grant: Grant, activity: IncomingActivity): Promise<ActivityId>;
  /** A file: refused kindly by the bot, and never kept. */
  file(grant: Grant, clientActivityId: string | undefined): Promise<ActivityId>;
}

export function createPostActivity({ store, receive, random }: PostOptions): PostActivity {
  return { activity, file };

  async function activity(grant: Grant, incoming: IncomingActivity): Promise<ActivityId> {
    const clientActivityId = incoming.channelData?.clientActivityID ?? undefined;
    const content = toContent(incoming, clientActivityId);
    return content ? pass(grant, content, clientActivityId) : someId(grant);
  }

  function file(grant: Grant, clientActivityId: string | undefined): Promise<ActivityId> {
    return pass(grant, withClientId({ kind: 'unsupported' }, clientActivityId), clientActivityId);
  }

  async function pass(
    grant: Grant,
    content: InboundContent,
    clientActivityId: string = chance(),
  ): Promise<ActivityId> {
    const dedupeKey = DedupeKey.parse(`web:${grant.user}:${clientActivityId}`);
    const { conversation, user } = grant;
    const result = await run({ conversation, channel: 'web', user, dedupeKey, content });
    if (result.kind === 'done' && content.kind === 'text')
      return activityId(conversation, result.firstSequence);
    return (await findOwn(grant, clientActivityId)) ?? someId(grant);
  }

  async function run(inbound: Parameters<Receive>[0]): Promise<TurnResult> {
    try {
      return await receive(inbound);
    } catch (cause) {
      // The conversation cannot be read any more: clients give it up on 404, and the next visit starts a new one.
      if (cause instanceof Failure && cause.code === 'document-damaged') throw new HttpError(404, { cause });
      // Nothing was stored: the client shows "send again", and the same id makes that safe.
      throw new HttpError(503, { headers: { 'Retry-After': '5' }, cause });
    }
  }

  async function findOwn({ conversation }: Grant, clientActivityId: string): Promise<ActivityId | undefined> {
    const messages = await store.messages(conversation);
    return messages.findLast(message => message.clientActivityId === clientActivityId)?.id;
  }

  /** For what leaves no message behind: an id that no message will ever have. */
  function someId({ conversation }: Grant): ActivityId {
    return ActivityId.parse(`${conversation}|${chance()}`);
  }

  function chance(): string {
    return Buffer.from(random.bytes(16)).toString('base64url');
  }
}

function mayBePersonal(id: string): boolean {
  return id.includes('@') || /\d{10}/.test(id.replace(/[^\dA-Za-z]/g, ''));
}

/** A UUID, or 16 random bytes: one in twelve of those has ten decimal digits in a row by chance, none has so few letters. */
function isRandomHex(id: string): boolean {
  const hex = /^[\da-f]{8}(-?)[\da-f]{4}\1[\da-f]{4}\1[\da-f]{4}\1[\da-f]{12}$/.test(id);
  return hex && id.replace(/[\d-]/g, '').length >= 3;
}

/** `undefined` for what a client may send and nobody waits for: typing, its own events. */
function toContent(
  { type, name, text, attachments }: IncomingActivity,
  clientActivityId: string | undefined,
): InboundContent | undefined {
  if (type === 'event' && name === 'webchat/join') return { kind: 'join' };
  if (type !== 'message') return undefined;
  if (attachments?.length && !text?.trim()) return withClientId({ kind: 'unsupported' }, clientActivityId);
  // Also an empty one: what to say to it is the bot's affair.
  return withClientId({ kind: 'text', text: (text ?? '').slice(0, longestText) }, clientActivityId);
}

function withClientId<C extends InboundContent>(content: C, clientActivityId: string | undefined): C {
  return clientActivityId === undefined ? content : { ...content, clientActivityId };
}
