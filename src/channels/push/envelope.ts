import { z } from 'zod';
import type { InboundMessage } from '../../bot/inbound-message.ts';
import { channelNames } from '../../conversations/conversation-store.ts';
import type { Arrival } from '../../conversations/inbox.ts';
import type { Sealer } from '../../conversations/seal.ts';
import { json } from '../../conversations/stored-shapes.ts';
import { UserId } from '../../ids.ts';

const content = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('join') }),
  z.object({ kind: z.literal('unsupported') }),
]);

/** What lies in the inbox, sealed: nobody but the turn reads what somebody wrote in clear. */
const envelope = z.object({ channel: z.enum(channelNames), user: UserId, address: json, content });
export type Envelope = z.infer<typeof envelope>;

export function enclose(
  { channel, user, address, content }: Envelope,
  to: Omit<Arrival, 'sealed'>,
  sealer: Sealer,
) {
  const sealed = sealer.seal(JSON.stringify({ channel, user, address, content }), to.conversation);
  return { ...to, sealed };
}

/** `undefined` when it was sealed with another key, or by a version that wrote something else. */
export function unpack({ conversation, sealed }: Arrival, sealer: Sealer): Envelope | undefined {
  return openAs(envelope, sealed, conversation, sealer);
}

export function openAddress(sealed: string, conversation: InboundMessage['conversation'], sealer: Sealer) {
  return openAs(json, sealed, conversation, sealer);
}

function openAs<S extends z.ZodType>(
  schema: S,
  sealed: string,
  conversation: InboundMessage['conversation'],
  sealer: Sealer,
): z.infer<S> | undefined {
  const plain = sealer.open(sealed, conversation);
  return plain === undefined ? undefined : schema.safeParse(JSON.parse(plain)).data;
}
