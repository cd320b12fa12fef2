import type { Owed } from '../../conversations/outbox.ts';
import type { Sealer } from '../../conversations/seal.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Delivery, PushChannel } from './channel.ts';
import { openAddress } from './envelope.ts';
import { createPacer } from './pacer.ts';
import { referenceTo } from './reference.ts';
import { render } from './render.ts';

interface Options {
  readonly channels: ReadonlyMap<string, PushChannel>;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Sends what is owed, bubble by bubble, at the platform's pace. */
export function createDeliveries({ channels, sealer, clock }: Options) {
  const paces = new Map(
    [...channels.values()].map(({ name, capabilities: { pace } }) => [
      name,
      { perChat: createPacer(pace.perChat), overall: createPacer(pace.overall) },
    ]),
  );
  /** Bubbles of a message that arrived before a later one failed, as far as this process knows. */
  const arrived = new Map<string, number>();

  return async (owed: Owed): Promise<Delivery> => {
    const channel = channels.get(owed.channel);
    if (!channel) return { kind: 'later', problem: 'channel-off' };
    const address = openAddress(owed.replyAddress, owed.conversation, sealer);
    if (!address) return { kind: 'failed', problem: 'unreadable' };
    const reference = referenceTo(owed);
    const bubbles = render(owed.message, channel.capabilities);
    for (const bubble of bubbles.slice(arrived.get(reference) ?? 0)) {
      const wait = untilFree(owed);
      const delivery: Delivery =
        wait > 0
          ? { kind: 'wait', milliseconds: wait }
          : await channel.send(bubble, {
              address,
              reference,
              attempts: owed.attempts,
              since: Date.parse(owed.since),
              now: clock.now(),
            });
      if (delivery.kind !== 'sent') return delivery;
      arrived.set(reference, (arrived.get(reference) ?? 0) + 1);
    }
    arrived.delete(reference);
    return { kind: 'sent' };
  };

  function untilFree({ channel, conversation }: Owed): number {
    const pace = paces.get(channel);
    const now = clock.now();
    return pace?.perChat.take(conversation, now) || pace?.overall.take(channel, now) || 0;
  }
}
