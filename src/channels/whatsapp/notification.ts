import { z } from 'zod';
import type { FromUser } from '../../bot/inbound-message.ts';
import type { Heard } from '../push/channel.ts';

/**
 * The part of a webhook's batch that is read: entries, in them changes, in them messages and reports of delivery. What
 * stands beside it, names and media above all, is not even parsed.
 */
const Reply = z.object({ id: z.string() });

const Message = z.object({
  id: z.string().min(1),
  /** The telephone number; left out for users who hide it. */
  from: z.string().optional(),
  /** The user's id within this business. */
  from_user_id: z.string().optional(),
  timestamp: z.coerce.number(),
  type: z.string(),
  text: z.object({ body: z.string() }).optional(),
  interactive: z.object({ button_reply: Reply.optional(), list_reply: Reply.optional() }).optional(),
  button: z.object({ text: z.string() }).optional(),
});
type Message = z.infer<typeof Message>;

const Contact = z.object({ wa_id: z.string().optional(), user_id: z.string().optional() });
type Contact = z.infer<typeof Contact>;

const Status = z.object({
  status: z.string(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.object({ code: z.int() })).default([]),
});

const Value = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  contacts: z.array(Contact).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
});

const Notification = z.object({
  entry: z.array(z.object({ changes: z.array(z.object({ value: z.unknown() })) })),
});

export interface Noticed {
  readonly heard: readonly Heard[];
  /** Messages of ours that were taken and did not arrive. `reference` as it was sent along. */
  readonly undelivered: readonly { readonly reference: string; readonly problem: string }[];
}

/** Meta repeats for a week. Whatever is older comes from somebody who kept it, and may be long forgotten here. */
const oldest = 7.5 * 24 * 60 * 60_000;

/** What is of a kind that nobody knows yet is passed over: refused, it would come again for a week. */
export function readNotification(body: unknown, phoneNumberId: string, now: number): Noticed {
  const entries = Notification.safeParse(body).data?.entry ?? [];
  const values = entries
    .flatMap(({ changes }) => changes)
    .flatMap(({ value }) => Value.safeParse(value).data ?? [])
    .filter(({ metadata }) => metadata.phone_number_id === phoneNumberId);
  return {
    heard: values.flatMap(({ messages, contacts }) =>
      messages.flatMap(one => {
        const message = Message.safeParse(one).data;
        const heard = message && heardIn(message, contacts);
        return heard && message.timestamp * 1_000 > now - oldest ? [heard] : [];
      }),
    ),
    undelivered: values
      .flatMap(({ statuses }) => statuses)
      .flatMap(one => Status.safeParse(one).data ?? [])
      .filter(({ status }) => status === 'failed')
      .map(({ biz_opaque_callback_data: reference = '', errors }) => ({
        reference,
        problem: `whatsapp-status-${errors[0]?.code ?? 'failed'}`,
      })),
  };
}

function heardIn(message: Message, contacts: readonly Contact[]): Heard | undefined {
  const content = contentOf(message);
  const contact = contactOf(message, contacts);
  const phone = message.from ?? contact?.wa_id;
  const user = message.from_user_id ?? contact?.user_id;
  const who = user ?? phone;
  if (!content || who === undefined) return undefined;
  return {
    chat: who,
    user: who,
    key: message.id,
    address: {
      ...(phone !== undefined && { phone }),
      ...(user !== undefined && { user }),
      lastMessage: message.id,
      lastMessageAt: message.timestamp * 1_000,
    },
    content,
  };
}

function contactOf({ from, from_user_id: user }: Message, contacts: readonly Contact[]): Contact | undefined {
  const own = contacts.find(
    contact =>
      (from !== undefined && contact.wa_id === from) || (user !== undefined && contact.user_id === user),
  );
  return own ?? (contacts.length === 1 ? contacts[0] : undefined);
}

const undeliverable = new Set(
  'audio contacts document image location order sticker unsupported video'.split(' '),
);

function contentOf({ type, text, interactive, button }: Message): FromUser | undefined {
  const said = text?.body ?? interactive?.button_reply?.id ?? interactive?.list_reply?.id ?? button?.text;
  if (said !== undefined) return { kind: 'text', text: said };
  return undeliverable.has(type) ? { kind: 'unsupported' } : undefined;
}
