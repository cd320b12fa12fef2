import { createHmac, hkdfSync } from 'node:crypto';
import type { ChannelName } from '../../conversations/conversation-store.ts';
import { ConversationId, DedupeKey, UserId } from '../../ids.ts';
import type { Heard } from './channel.ts';

/** Our ids for a platform's: keyed hashes, so that no telephone number or name can be read, or guessed, out of them. */
export function createIds(secret: string) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'jmo-login-assistant channel ids', 32));
  const hash = (...parts: readonly string[]) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');

  return (channel: ChannelName, { chat, user, key: given }: Heard) => ({
    conversation: ConversationId.parse(hash('chat', channel, chat)),
    user: UserId.parse(`${channel}_${hash('user', channel, user)}`),
    // Hashed as well: a message id of WhatsApp, for one, has the telephone number in it.
    key: DedupeKey.parse(`${channel}:${hash('key', channel, given)}`),
  });
}
