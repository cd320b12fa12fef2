import { z } from 'zod';
import type { FromUser } from '../../bot/inbound-message.ts';
import type { Heard } from '../push/channel.ts';

/**
 * The part of an update that is read (Bot API 9). Everything else, pictures and contacts above all, is not even parsed.
 * Edited messages, groups, channels and what other bots write are passed over in silence.
 */
const chat = z.object({ id: z.int(), type: z.string() });
const from = z.object({ id: z.int(), is_bot: z.boolean().default(false) });

const Message = z.object({ chat, from, text: z.string().optional() });

export const Update = z.object({
  update_id: z.int(),
  message: z.looseObject(Message.shape).optional(),
  callback_query: z
    .object({ id: z.string(), from, data: z.string().optional(), message: z.object({ chat }).optional() })
    .optional(),
});
export type Update = z.infer<typeof Update>;

/** What Telegram is asked to send at all. */
export const wantedUpdates = ['message', 'callback_query'] as const;

/** What cannot be answered in words and is refused kindly; other kinds of messages are notices of Telegram's own. */
const undeliverable = [
  'animation',
  'audio',
  'contact',
  'dice',
  'document',
  'location',
  'paid_media',
  'photo',
  'poll',
  'sticker',
  'story',
  'venue',
  'video',
  'video_note',
  'voice',
] as const;

/** `undefined`: nothing for us. */
export function heardIn({ update_id, message, callback_query: tapped }: Update): Heard | undefined {
  const [where, who] = [message?.chat ?? tapped?.message?.chat, message?.from ?? tapped?.from];
  const content = message ? contentOf(message) : textOf(tapped?.data);
  if (!where || !who || !content || where.type !== 'private' || who.is_bot) return undefined;
  return {
    chat: String(where.id),
    user: String(who.id),
    key: String(update_id),
    address: { chat: where.id },
    content,
  };
}

function contentOf(message: z.infer<typeof Message>): FromUser | undefined {
  if (message.text !== undefined && /^\/start(\s|$)/.test(message.text)) return { kind: 'join' };
  if (message.text !== undefined) return textOf(message.text.replace(/^\//, ''));
  return undeliverable.some(kind => kind in message) ? { kind: 'unsupported' } : undefined;
}

function textOf(text: string | undefined): FromUser | undefined {
  return text === undefined ? undefined : { kind: 'text', text };
}
