import { join } from 'node:path';
import type { ConversationId } from '../../../ids.ts';
import type { Log } from '../../../log.ts';
import type { Clock } from '../../../time-and-chance.ts';
import { channelOf } from '../../channel-of.ts';
import type { Inbox, Waiting } from '../../inbox.ts';
import { mostDeadLetters, type Settlement } from '../../settlement.ts';
import { countBacklog } from '../backlog.ts';
import { createClaims } from '../claims.ts';
import type { KeptArrival } from './arrival-entries.ts';
import { openArrivalJournal } from './arrival-journal.ts';
import { createInboxQueues, type InboxEntry } from './inbox-queues.ts';

export interface JournaledInbox extends Inbox {
  /** Everything that waits or was given up, in the order of arrival: to move it elsewhere. */
  all(): readonly KeptArrival[];
  /**
   * Removes what was given up of an erased conversation, and every trace of what was handled; what still waits was written
   * after the request.
   */
  forget(id: ConversationId): Promise<void>;
  close(): Promise<void>;
}

/**
 * The inbox of the embedded store, below `inbox/`: a journal, because a webhook answers only when the disk has what it brought.
 * Messages that come together share one sync.
 */
export async function openJournaledInbox(dataDir: string, clock: Clock, log: Log): Promise<JournaledInbox> {
  const queues = createInboxQueues();
  const claims = createClaims();
  const { journal, found } = await openArrivalJournal({
    folder: join(dataDir, 'inbox'),
    left: () => queues.all().map(({ kept }) => kept),
    clock,
    log,
  });
  for (const kept of found) queues.add({ kept, written: Promise.resolve(), durable: true });
  let lastNumber = found.at(-1)?.number ?? 0;

  return {
    async put(arrivals, now) {
      const at = new Date(now).toISOString();
      await Promise.all(
        arrivals.map(
          arrival => (queues.find(arrival) ?? add({ ...arrival, since: at, dueAt: at, attempts: 0 })).written,
        ),
      );
    },

    async claimDue(now, until, limit) {
      const due: KeptArrival[] = [];
      for (const [id, head] of queues.heads()) {
        if (due.length === limit) break;
        if (!head.durable || Date.parse(head.kept.dueAt) > now || !claims.isFree(id, now)) continue;
        claims.claim(id, until);
        due.push(head.kept);
      }
      return due.map(waitingOf);
    },

    lookAgainAt() {
      let earliest: number | undefined;
      for (const [id, head] of queues.heads()) {
        // Whoever puts it looks once it is written.
        if (!head.durable) continue;
        const at = Math.max(Date.parse(head.kept.dueAt), claims.until(id));
        earliest = Math.min(at, earliest ?? at);
      }
      return earliest;
    },

    async settle(waiting, settlement) {
      const entry = queues.find(waiting);
      if (entry && settlement.kind === 'done') remove(entry);
      else if (entry && settlement.kind !== 'done') await rewrite(entry, triedAgain(entry.kept, settlement));
      claims.free(waiting.conversation);
    },

    async postpone({ conversation }, until) {
      claims.claim(conversation, until);
    },

    async backlog() {
      return countBacklog(
        queues
          .all()
          .flatMap(({ kept }) =>
            kept.failedAt === undefined ? [[channelOf(kept), kept.since] as const] : [],
          ),
      );
    },

    async deadLetters() {
      return queues
        .givenUp()
        .flatMap(({ kept: { conversation, key, since, failedAt, attempts, problem = '' } }) =>
          failedAt === undefined ? [] : [{ conversation, key, since, failedAt, attempts, problem }],
        )
        .sort((a, b) => b.failedAt.localeCompare(a.failedAt))
        .slice(0, mostDeadLetters);
    },

    async retry(conversation, key, now) {
      const entry = queues.find({ conversation, key });
      if (entry?.kept.failedAt === undefined) return false;
      const at = new Date(now).toISOString();
      const { number, sealed } = entry.kept;
      await rewrite(entry, { number, conversation, key, sealed, since: at, dueAt: at, attempts: 0 });
      return true;
    },

    all: () =>
      queues
        .all()
        .map(({ kept }) => kept)
        .sort((a, b) => a.number - b.number),

    async forget(id) {
      for (const entry of queues.givenUp()) if (entry.kept.conversation === id) remove(entry);
      await journal.shorten();
    },

    close: journal.close,
  };

  /** Takes its number and its place at once, so that order is the order of arrival however long each write takes. */
  function add(arrival: Omit<KeptArrival, 'number'>): InboxEntry {
    lastNumber += 1;
    const { conversation, key, sealed, since, dueAt, attempts } = arrival;
    const kept = { number: lastNumber, conversation, key, sealed, since, dueAt, attempts };
    const entry: InboxEntry = { kept, written: journal.keep(kept), durable: false };
    queues.add(entry);
    entry.written.then(
      () => {
        entry.durable = true;
      },
      () => queues.remove(entry),
    );
    return entry;
  }

  /** Counts at once, so that a shorter journal never begins with what was before; not at all when it could not be written. */
  async function rewrite(entry: InboxEntry, kept: KeptArrival): Promise<void> {
    const before = entry.kept;
    entry.kept = kept;
    try {
      await journal.keep(kept);
    } catch (error) {
      entry.kept = before;
      throw error;
    }
  }

  function remove(entry: InboxEntry): void {
    queues.remove(entry);
    journal.done(entry.kept.number);
  }
}

function waitingOf({ conversation, key, sealed, since, attempts }: KeptArrival): Waiting {
  return { conversation, key, sealed, since, attempts };
}

function triedAgain(kept: KeptArrival, settlement: Exclude<Settlement, { kind: 'done' }>): KeptArrival {
  const at = new Date(settlement.at).toISOString();
  const counted = { ...kept, attempts: kept.attempts + 1, problem: settlement.problem };
  switch (settlement.kind) {
    case 'later':
      return { ...counted, dueAt: at };
    case 'failed':
      return { ...counted, failedAt: at };
  }
}
