import { z } from 'zod';
import type { FromUser } from '../../bot/inbound-message.ts';
import type { Heard } from '../push/channel.ts';

/** The part of a Bot Framework activity that is read; names and attachments' contents are not even parsed. */
const Account = z.object({ id: z.string().min(1) });

export const Activity = z.object({
  type: z.string(),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.string(),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: Account,
  recipient: Account,
  conversation: z.object({
    id: z.string().min(1),
    isGroup: z.boolean().optional(),
    conversationType: z.string().optional(),
  }),
  text: z.string().optional(),
  /** What a card of ours sends back. */
  value: z.unknown().optional(),
  attachments: z.array(z.object({ contentType: z.string() })).optional(),
  /** Of these only the type: a place that was shared comes as one. */
  entities: z.array(z.object({ type: z.string() })).optional(),
  membersAdded: z.array(Account).optional(),
});
export type Activity = z.infer<typeof Activity>;

/** `undefined`: nothing for us, e.g. a group, or a kind of activity that asks for nothing. */
export function heardIn(activity: Activity): Heard | undefined {
  const { channelId, serviceUrl, conversation, from, recipient } = activity;
  const content = contentOf(activity);
  const personal =
    conversation.isGroup !== true && (conversation.conversationType ?? 'personal') === 'personal';
  if (!content || !personal) return undefined;
  return {
    chat: JSON.stringify([channelId, conversation.id]),
    user: JSON.stringify([channelId, from.id]),
    key: `${channelId}:${conversation.id}:${activity.id ?? `${content.kind}:${activity.timestamp ?? ''}`}`,
    address: { channelId, serviceUrl, conversation: conversation.id, user: from.id, bot: recipient.id },
    content,
  };
}

function contentOf({
  type,
  text,
  value,
  attachments,
  entities,
  membersAdded,
  recipient,
}: Activity): FromUser | undefined {
  if (type === 'conversationUpdate') {
    return membersAdded?.some(({ id }) => id !== recipient.id) ? { kind: 'join' } : undefined;
  }
  if (type !== 'message') return undefined;
  if (text !== undefined && text.trim() !== '') return { kind: 'text', text };
  const tapped = Tapped.safeParse(value).data;
  if (tapped) return { kind: 'text', text: tapped.say };
  // Teams sends every text once more as an HTML attachment.
  const things = attachments?.filter(({ contentType }) => contentType !== 'text/html') ?? [];
  const place = entities?.some(entity => placeTypes.includes(entity.type)) ?? false;
  return things.length > 0 || place ? { kind: 'unsupported' } : undefined;
}

/** Bot Framework activity schema, entities. Others, e.g. `clientInfo`, come with every message. */
const placeTypes: readonly string[] = ['Place', 'GeoCoordinates'];

const Tapped = z.object({ say: z.string() });
