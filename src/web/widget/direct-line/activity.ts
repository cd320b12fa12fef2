import { type Fields, list, record, text } from './fields.ts';

/** What the widget keeps of a Direct Line activity. */
export interface ChatMessage {
  readonly id: string;
  readonly from: 'user' | 'bot' | 'agent';
  readonly name: string;
  readonly text: string;
  /** ISO 8601, UTC; empty if the server did not say. */
  readonly at: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly clientActivityId: string | undefined;
}

export interface ActivitySet {
  readonly messages: readonly ChatMessage[];
  readonly typing: boolean;
  readonly watermark: string | undefined;
}

/**
 * Reads what the server sends and drops what it does not understand. By hand, because a schema library would weigh more
 * than the rest of this client.
 */
export function readActivitySet(value: unknown): ActivitySet {
  const set = record(value);
  const activities = list(set.activities).map(record);
  return {
    messages: activities.filter(({ type }) => type === 'message').map(readMessage),
    typing: activities.some(({ type }) => type === 'typing'),
    watermark: text(set.watermark) || undefined,
  };
}

function readMessage(activity: Fields): ChatMessage {
  const from = record(activity.from);
  return {
    id: text(activity.id),
    from: from.role === 'user' ? 'user' : from.id === 'agent' ? 'agent' : 'bot',
    name: text(from.name),
    text: text(activity.text),
    at: Number.isNaN(Date.parse(text(activity.timestamp))) ? '' : text(activity.timestamp),
    choices: list(record(activity.suggestedActions).actions)
      .map(record)
      .map(({ title, value }) => ({ title: text(title), value: text(value) })),
    links: list(activity.attachments).flatMap(readLinks),
    clientActivityId: text(record(activity.channelData).clientActivityID) || undefined,
  };
}

/** Buttons that open a page; anything but http and https (`javascript:`, `data:`) is dropped. */
function readLinks(attachment: unknown): { title: string; url: string }[] {
  return list(record(record(attachment).content).buttons)
    .map(record)
    .filter(({ type, value }) => type === 'openUrl' && /^https?:\/\//i.test(text(value)))
    .map(({ title, value }) => ({ title: text(title), url: text(value) }));
}
