import type { Server } from 'restify';
import type { ChannelSettings } from './channel-settings.ts';
import { connectBotFramework } from './channels/bot-framework/connect.ts';
import type { ChannelHealth } from './channels/push/channel-health.ts';
import type { ConnectedChannel } from './channels/push/connect.ts';
import { startPush } from './channels/push/start-push.ts';
import { connectTelegram } from './channels/telegram/connect.ts';
import { connectWhatsApp } from './channels/whatsapp/connect.ts';

type PushOptions = Omit<Parameters<typeof startPush>[0], 'channels'>;

export interface OpenChannels {
  /** A turn was committed that owes something. */
  committed(): void;
  /** Something that was given up waits again. */
  retried(): void;
  health(): Promise<readonly ChannelHealth[]>;
  statuses(): Readonly<Record<string, ChannelHealth['status']>>;
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
    retried: push.retried,
    health: push.health,
    statuses: push.statuses,
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

const nothing: OpenChannels = {
  committed() {},
  retried() {},
  health: async () => [],
  statuses: () => ({}),
  listen() {},
  idle: async () => {},
  stop: async () => {},
};
