import type { Server } from 'restify';
import type { ChannelSettings } from './channel-settings.ts';
import { connectBotFramework } from './channels/bot-framework/connect.ts';
import type { ConnectedChannel } from './channels/push/connect.ts';
import { startPush } from './channels/push/start-push.ts';
import { connectTelegram } from './channels/telegram/connect.ts';
import { connectWhatsApp } from './channels/whatsapp/connect.ts';

type PushOptions = Omit<Parameters<typeof startPush>[0], 'channels'>;

export interface OpenChannels {
  /** A turn was committed that owes something. */
  committed(): void;
  listen(server: Server): void;
  /** Resolves when nothing is due and nothing is in work. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** The messaging channels that have their settings; the others are off and answer 404. */
export function openChannels(settings: ChannelSettings, options: PushOptions): OpenChannels {
  const connected: readonly ConnectedChannel[] = [
    ...(settings.telegram ? [connectTelegram(settings.telegram, options.clock)] : []),
    ...(settings.botFramework ? [connectBotFramework(settings.botFramework, options.clock)] : []),
    ...(settings.whatsapp ? [connectWhatsApp(settings.whatsapp, options.clock)] : []),
  ];
  if (connected.length === 0) return nothing;
  const push = startPush({ ...options, channels: connected.map(({ channel }) => channel) });
  let ears: readonly { stop(): void }[] = [];
  return {
    committed: push.committed,
    listen(server) {
      ears = connected.map(({ channel, listen }) =>
        listen({ ...options, server, accept: push.acceptFor(channel.name) }),
      );
    },
    idle: push.idle,
    stop() {
      for (const ear of ears) ear.stop();
      return push.stop();
    },
  };
}

const nothing: OpenChannels = { committed() {}, listen() {}, idle: async () => {}, stop: async () => {} };
