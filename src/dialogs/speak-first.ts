import type { ChannelName } from '../conversations/conversation-store.ts';

const hour = 60 * 60_000;

/**
 * How long after the user's last message a channel lets us speak first, in milliseconds.
 * `web`: what is said stands in the chat and is seen when the visitor comes back. `telegram`: free once the user has
 * written to the bot. `whatsapp`: the customer service window of Meta's Cloud API. `bot-framework`: free, the channels
 * behind it (Teams, for one) take proactive messages in a conversation that exists.
 */
const windows = {
  web: Number.POSITIVE_INFINITY,
  telegram: Number.POSITIVE_INFINITY,
  whatsapp: 24 * hour,
  'bot-framework': Number.POSITIVE_INFINITY,
} as const satisfies Record<ChannelName, number>;

/** May we write now without being asked? `lastUserAt` and `now` in milliseconds since the epoch. */
export function canSpeakFirst(channel: ChannelName, lastUserAt: number, now: number): boolean {
  return now - lastUserAt < windows[channel];
}
