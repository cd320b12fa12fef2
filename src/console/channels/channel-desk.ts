import type { AuditLog } from '../../audit/audit-log.ts';
import type { ChannelName } from '../../conversations/conversation-store.ts';
import type { Inbox } from '../../conversations/inbox.ts';
import type { Outbox } from '../../conversations/outbox.ts';
import type { Clock } from '../../time-and-chance.ts';

/** What the console may know of the messaging channels, and do about what they could not deliver. */
export interface ChannelDesk {
  readonly inbox: Pick<Inbox, 'deadLetters' | 'retry'>;
  readonly outbox: Pick<Outbox, 'deadLetters' | 'retry' | 'undeliveredOf'>;
  health(): Promise<readonly ChannelHealth[]>;
  /** Something waits again: no need to wait for the next look. */
  retried(): void;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly clock: Clock;
}

/** Times are ISO 8601, UTC. */
interface ChannelHealth {
  readonly name: ChannelName;
  readonly status: 'ok' | 'failing';
  readonly lastHeard?: string;
  readonly lastSent?: string;
  readonly lastFailure?: { readonly at: string; readonly problem: string };
  readonly incoming: Queue;
  readonly outgoing: Queue;
}

interface Queue {
  readonly waiting: number;
  readonly oldest?: string;
}
