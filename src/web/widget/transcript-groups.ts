import type { ChatState } from './chat-state.ts';
import type { ChatMessage } from './direct-line/activity.ts';
import type { Delivery } from './direct-line/outbox.ts';

/** One bubble. `key` is the same before and after the server has sent the message back. */
export interface Bubble {
  readonly key: string;
  readonly text: string;
  readonly at: string;
  readonly links: ChatMessage['links'];
  readonly delivery: Delivery;
}

/** What one speaker says in a row on one day. */
export interface Group {
  readonly key: string;
  readonly from: ChatMessage['from'];
  readonly name: string;
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
    ...pending.map(message => ({ ...message, key: message.id, from: 'user' as const, name: '', links: [] })),
  ];
  const groups: (Group & { bubbles: Bubble[] })[] = [];
  for (const { from, name, key, text, at, links, delivery } of said) {
    const day = new Date(at).toDateString();
    const bubble = { key, text, at, links, delivery };
    const last = groups.at(-1);
    if (last && last.from === from && last.name === name && last.day === day) last.bubbles.push(bubble);
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
