import type { ChannelName } from '../../conversations/conversation-store.ts';

/** What the API says of the messaging channels, in types only: server and pages are built from them. Times ISO 8601, UTC. */
export interface PresentedChannel {
  readonly name: ChannelName;
  /** `failing`: the platform's last answer was that it cannot now, or there was none. */
  readonly status: 'ok' | 'failing';
  readonly lastHeard: string | undefined;
  readonly lastSent: string | undefined;
  readonly lastFailure: { readonly at: string; readonly problem: string } | undefined;
  /** On the way to the bot, and to the users; `oldest` is since when the one waits that waits longest. */
  readonly incoming: { readonly waiting: number; readonly oldest: string | undefined };
  readonly outgoing: { readonly waiting: number; readonly oldest: string | undefined };
}

/** Something that was given up: a message of the bot's side, or one of a user that no turn could handle. */
export type PresentedFailure = FailedMessage | FailedArrival;

interface Failure {
  readonly conversation: string;
  readonly channel: ChannelName;
  readonly since: string;
  readonly failedAt: string;
  readonly attempts: number;
  /** A short code, e.g. `telegram-403`. */
  readonly problem: string;
}

interface FailedMessage extends Failure {
  readonly kind: 'message';
  readonly sequence: number;
}

interface FailedArrival extends Failure {
  readonly kind: 'arrival';
  readonly key: string;
}

export interface PresentedChannels {
  readonly channels: readonly PresentedChannel[];
  /** Newest first. */
  readonly failures: readonly PresentedFailure[];
}
