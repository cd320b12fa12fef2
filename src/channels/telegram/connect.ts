import type { TelegramSettings } from '../../channel-settings.ts';
import type { Connect } from '../push/connect.ts';
import { createTelegramApi } from './api.ts';
import { mountWebhook } from './listen.ts';
import { pollTelegram } from './poll.ts';
import { createTelegramChannel } from './telegram-channel.ts';

/** Telegram: a webhook where it can reach us (its secret is set), otherwise long polling. */
export const connectTelegram: Connect<TelegramSettings> = ({ root, token, webhookSecret }) => {
  const call = createTelegramApi({ root, token });
  return {
    channel: createTelegramChannel(call),
    listen({ server, accept, clock, log }) {
      if (webhookSecret === undefined) return pollTelegram({ call, accept, clock, log });
      mountWebhook(server, webhookSecret, { call, accept, log });
      return { stop() {} };
    },
  };
};
