import type { Server } from 'restify';
import type { Outbox } from '../../conversations/outbox.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Accept, PushChannel } from './channel.ts';

/** What a channel's folder offers to `assistant.ts`: the channel, and how it hears. */
export type Connect<Settings> = (settings: Settings, clock: Clock) => ConnectedChannel;

export interface ConnectedChannel {
  readonly channel: PushChannel;
  listen(surroundings: {
    readonly server: Server;
    readonly accept: Accept;
    readonly outbox: Pick<Outbox, 'undelivered'>;
    readonly clock: Clock;
    readonly log: Log;
  }): { stop(): void };
}
