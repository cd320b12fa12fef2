import type { Receive } from '../../bot/inbound-message.ts';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Waiting } from '../../conversations/inbox.ts';
import type { Sealer } from '../../conversations/seal.ts';
import { Failure } from '../../failure.ts';
import { DedupeKey } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Delivery, PushChannel } from './channel.ts';
import { type Envelope, unpack } from './envelope.ts';

interface Options {
  readonly store: Pick<ConversationStore, 'load'>;
  readonly channels: ReadonlyMap<string, PushChannel>;
  readonly receive: Receive;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Log;
}

/** A fault that is not the store's is not mended by waiting: after so many tries it no longer holds up the rest. */
const mostFaults = 5;

/** A turn that takes longer shows that somebody is writing, in milliseconds. */
const patience = 700;

/** Gives what waits in the inbox to its turn. */
export function createArrivals({ store, channels, receive, sealer, clock, log }: Options) {
  return async (waiting: Waiting): Promise<Delivery> => {
    const { conversation, key } = waiting;
    const envelope = unpack(waiting, sealer);
    if (!envelope) return { kind: 'failed', problem: 'unreadable' };
    const { channel, user, address, content } = envelope;
    const cancelTyping = clock.after(patience, () => showTyping(envelope));
    const replyAddress = sealer.seal(JSON.stringify(address), conversation);
    const from = { conversation, channel, user, replyAddress };
    try {
      // Not every platform says that somebody opens a chat: who writes first is greeted all the same.
      if (content.kind !== 'join' && !(await store.load(conversation))) {
        await receive({ ...from, dedupeKey: DedupeKey.parse(`${key}:join`), content: { kind: 'join' } });
      }
      await receive({ ...from, dedupeKey: key, content });
      return { kind: 'sent' };
    } catch (error) {
      log.error('a message waits because its turn failed', { conversation, channel, error });
      if (error instanceof Failure) return { kind: 'later', problem: error.code };
      const poison = waiting.attempts + 1 >= mostFaults;
      return poison ? { kind: 'failed', problem: 'fault' } : { kind: 'later', problem: 'fault' };
    } finally {
      cancelTyping();
    }
  };

  function showTyping({ channel, address }: Envelope): void {
    void channels
      .get(channel)
      ?.typing?.(address)
      .catch(error => log.warn('typing could not be shown', { channel, error }));
  }
}
