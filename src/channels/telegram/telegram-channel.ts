import { z } from 'zod';
import type { Bubble, Capabilities, PushChannel } from '../push/channel.ts';
import { type CallTelegram, deliveryOf } from './api.ts';

/** https://core.telegram.org/bots/api and https://core.telegram.org/bots/faq#broadcasting-to-users, seen in 2026-11. */
const capabilities = {
  longestText: 4_096,
  choices: [{ kind: 'buttons', most: 10, longestTitle: 40, longestValue: 64, longestText: 4_096 }],
  linkButton: { longestTitle: 64, longestText: 4_096, besideChoices: true },
  pace: { perChat: { every: 1_000, burst: 5 }, overall: { every: 1_000 / 30, burst: 30 } },
} as const satisfies Capabilities;

const Address = z.object({ chat: z.int() });

export function createTelegramChannel(call: CallTelegram): PushChannel {
  return {
    name: 'telegram',
    capabilities,
    async send(bubble, { address }) {
      const to = Address.safeParse(address);
      if (!to.success) return { kind: 'failed', problem: 'unreadable' };
      return deliveryOf(await call('sendMessage', { chat_id: to.data.chat, ...messageOf(bubble) }));
    },
    async typing(address) {
      await call('sendChatAction', { chat_id: Address.parse(address).chat, action: 'typing' });
    },
  };
}

/** Plain text: without a parse mode nothing that somebody wrote can become markup. */
function messageOf({ text, choices, link }: Bubble) {
  const rows = [
    ...(link ? [[{ text: link.title, url: link.url }]] : []),
    ...(choices?.options ?? []).map(({ title, value }) => [{ text: title, callback_data: value }]),
  ];
  return {
    text,
    link_preview_options: { is_disabled: true },
    ...(rows.length > 0 && { reply_markup: { inline_keyboard: rows } }),
  };
}
