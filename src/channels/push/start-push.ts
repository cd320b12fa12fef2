import type { Receive } from '../../bot/inbound-message.ts';
import type { ChannelName, ConversationStore } from '../../conversations/conversation-store.ts';
import type { Inbox } from '../../conversations/inbox.ts';
import type { Outbox, Owed } from '../../conversations/outbox.ts';
import type { Sealer } from '../../conversations/seal.ts';
import type { Log } from '../../log.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type { Accept, PushChannel } from './channel.ts';
import { type ChannelHealth, createChannelHealth } from './channel-health.ts';
import { createDeliveries } from './deliver.ts';
import { enclose } from './envelope.ts';
import { createIds } from './ids.ts';
import { createArrivals } from './take-arrivals.ts';
import { workOff } from './work-off.ts';

interface PushOptions {
  readonly channels: readonly PushChannel[];
  readonly store: Pick<ConversationStore, 'load'>;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly receive: Receive;
  readonly sealer: Sealer;
  /** Our ids are hashes under it. */
  readonly secret: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export interface Push {
  acceptFor(channel: ChannelName): Accept;
  /** A turn was committed: something may be owed. */
  committed(): void;
  /** Something that was given up waits again, on its way in or out. */
  retried(): void;
  health(): Promise<readonly ChannelHealth[]>;
  statuses(): Readonly<Record<string, ChannelHealth['status']>>;
  /** Resolves when nothing is due and nothing is in work. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** In milliseconds, longer than a turn and a request to a platform can take: a killed process is taken over afterwards. */
const turnClaim = 20_000;
const deliveryClaim = 60_000;

/** Everything that channels with webhooks share: a durable inbox before each turn, a durable outbox behind it. */
export function startPush(options: PushOptions): Push {
  const { inbox, outbox, sealer, clock } = options;
  const channels = new Map(options.channels.map(channel => [channel.name, channel]));
  const idsOf = createIds(options.secret);
  const health = createChannelHealth({ names: [...channels.keys()], inbox, outbox, clock });
  const deliver = createDeliveries({ ...options, channels });
  const arrivals = workOff({
    ...options,
    queue: inbox,
    work: createArrivals({ ...options, channels }),
    claimLasts: turnClaim,
    name: 'inbox',
  });
  const deliveries = workOff({
    ...options,
    queue: outbox,
    async work(owed: Owed) {
      const delivery = await deliver(owed);
      health.tried(owed.channel, delivery);
      return delivery;
    },
    claimLasts: deliveryClaim,
    name: 'outbox',
  });

  return {
    acceptFor: channel => async heard => {
      if (heard.length === 0) return;
      const letters = heard.map(one => {
        const { conversation, user, key } = idsOf(channel, one);
        return enclose(
          { channel, user, address: one.address, content: one.content },
          { conversation, key },
          sealer,
        );
      });
      await inbox.put(letters, clock.now());
      health.heard(channel);
      arrivals.poke();
    },
    committed: deliveries.poke,
    retried() {
      arrivals.poke();
      deliveries.poke();
    },
    health: health.report,
    statuses: health.statuses,
    async idle() {
      await arrivals.idle();
      await deliveries.idle();
    },
    async stop() {
      await arrivals.stop();
      await deliveries.stop();
    },
  };
}
