import type { ChatState } from './chat-state.ts';
import type { ChatMessage } from './direct-line/activity.ts';
import type { Delivery } from './direct-line/outbox.ts';

/** One bubble. `key` is the same before and after the server has sent the message back. */
export interface Bubble {
  readonly key: string;
  readonly text: string;
  /** Empty until the server has the message: a phone's own clock may be years off. */
  readonly at: string;
  readonly links: ChatMessage['links'];
  readonly delivery: Delivery;
}

/** What one speaker says in a row on one day. */
export interface Group {
  readonly key: string;
  readonly from: ChatMessage['from'];
  readonly name: string;
  /** Empty while nothing of it has reached the server. */
  readonly day: string;
  readonly bubbles: readonly Bubble[];
}

export function groupMessages({
  messages,
  pending,
}: Pick<ChatState, 'messages' | 'pending'>): readonly Group[] {
  const said = [
    ...messages.map(message => ({
      ...message,
      key: message.clientActivityId ?? message.id,
      delivery: 'sent' as const,
    })),
    ...pending.map(message => ({
      ...message,
      key: message.id,
      at: '',
      from: 'user' as const,
      name: '',
      links: [],
    })),
  ];
  const groups: (Group & { bubbles: Bubble[] })[] = [];
  for (const { from, name, key, text, at, links, delivery } of said) {
    const day = at && new Date(at).toDateString();
    const bubble = { key, text, at, links, delivery };
    const last = groups.at(-1);
    if (last && last.from === from && last.name === name && (!day || last.day === day))
      last.bubbles.push(bubble);
    else groups.push({ key, from, name, day, bubbles: [bubble] });
  }
  return groups;
}

/** The answers that can be tapped now: those of the bot's last words, until the visitor has said something. */
export function openChoices({
  messages,
  pending,
}: Pick<ChatState, 'messages' | 'pending'>): ChatMessage['choices'] {
  if (pending.length > 0) return [];
  const sinceVisitor = messages.slice(messages.findLastIndex(({ from }) => from === 'user') + 1);
  return sinceVisitor.findLast(({ choices }) => choices.length > 0)?.choices ?? [];
}

/** Name of the person who speaks for the support team now; `undefined` while the bot does. */
export function holder(messages: ChatState['messages']): string | undefined {
  const last = messages.findLast(({ from }) => from !== 'user');
  return last?.from === 'agent' ? last.name : undefined;
}
