import type { ChannelName } from '../../conversations/conversation-store.ts';
import type { Inbox } from '../../conversations/inbox.ts';
import type { Outbox } from '../../conversations/outbox.ts';
import type { Backlog } from '../../conversations/settlement.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Delivery } from './channel.ts';

/** How a channel fares. Times are ISO 8601, UTC; what happened is what this process has seen since its start. */
export interface ChannelHealth {
  readonly name: ChannelName;
  /** `failing`: the platform's last answer was that it cannot now, or there was none. */
  readonly status: 'ok' | 'failing';
  readonly lastHeard?: string;
  readonly lastSent?: string;
  readonly lastFailure?: { readonly at: string; readonly problem: string };
  readonly incoming: Queue;
  readonly outgoing: Queue;
}

interface Queue {
  readonly waiting: number;
  /** Since when the one waits that waits longest. */
  readonly oldest?: string;
}

type Seen = Pick<ChannelHealth, 'status' | 'lastHeard' | 'lastSent' | 'lastFailure'>;

interface Options {
  readonly names: readonly ChannelName[];
  readonly inbox: Pick<Inbox, 'backlog'>;
  readonly outbox: Pick<Outbox, 'backlog'>;
  readonly clock: Clock;
}

/** Remembers what became of each channel's last messages, and counts what waits. */
export function createChannelHealth({ names, inbox, outbox, clock }: Options) {
  const seen = new Map<ChannelName, Seen>(names.map(name => [name, { status: 'ok' }]));

  return {
    heard(channel: ChannelName): void {
      note(channel, { lastHeard: now() });
    },

    tried(channel: ChannelName, delivery: Delivery): void {
      const changes = changesBy(delivery, now());
      if (changes) note(channel, changes);
    },

    async report(): Promise<readonly ChannelHealth[]> {
      const [incoming, outgoing] = await Promise.all([inbox.backlog(), outbox.backlog()]);
      return [...seen].map(([name, what]) => ({
        name,
        ...what,
        incoming: queueOf(incoming, name),
        outgoing: queueOf(outgoing, name),
      }));
    },

    /** Without asking any store. */
    statuses: () => Object.fromEntries([...seen].map(([name, { status }]) => [name, status])),
  };

  function note(channel: ChannelName, changes: Partial<Seen>): void {
    const before = seen.get(channel);
    if (before) seen.set(channel, { ...before, ...changes });
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }
}

function changesBy(delivery: Delivery, at: string): Partial<Seen> | undefined {
  switch (delivery.kind) {
    case 'sent':
      return { status: 'ok', lastSent: at };
    case 'later':
      return { status: 'failing', lastFailure: { at, problem: delivery.problem } };
    // Of this one message only, e.g. because its reader has blocked us: the platform itself has answered.
    case 'failed':
      return { status: 'ok', lastFailure: { at, problem: delivery.problem } };
    case 'wait':
      return undefined;
  }
}

function queueOf(backlogs: readonly Backlog[], name: ChannelName): Queue {
  const found = backlogs.find(({ channel }) => channel === name);
  return found ? { waiting: found.waiting, oldest: found.oldest } : { waiting: 0 };
}
