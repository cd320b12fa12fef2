import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { durableJsonFile, temporarySuffix } from '../../storage/durable-json-file.ts';
import { channelOf } from '../channel-of.ts';
import type { Inbox, Waiting } from '../inbox.ts';
import { mostDeadLetters } from '../settlement.ts';
import { countBacklog } from './backlog.ts';
import { createClaims } from './claims.ts';
import { createInboxQueues, type InboxEntry, type InboxFile, inboxFile } from './inbox-queues.ts';
import { namesIn } from './paths.ts';

export interface InboxFiles extends Inbox {
  /** Everything that waits or was given up, those of a conversation in order: to move it elsewhere. */
  all(): readonly Waiting[];
  /** Removes what was given up of an erased conversation; what still waits was written after the request. */
  forget(id: ConversationId): Promise<void>;
  /** Resolves when nothing is being written. */
  idle(): Promise<void>;
}

/** The inbox of the embedded store: one synced file a message below `inbox/`, removed once its turn is committed. */
export async function openInboxFiles(dataDir: string, log: Log): Promise<InboxFiles> {
  const folder = join(dataDir, 'inbox');
  const queues = createInboxQueues();
  const claims = createClaims();
  const writing = new Set<Promise<void>>();
  let lastNumber = 0;
  await readEverything();

  return {
    async put(arrivals, now) {
      const at = new Date(now).toISOString();
      await Promise.all(
        arrivals.map(({ conversation, key, sealed }) => {
          const waiting = queues.find({ conversation, key });
          return (waiting ?? add({ schema: 1, conversation, key, sealed, since: at, dueAt: at, attempts: 0 }))
            .written;
        }),
      );
    },

    async claimDue(now, until, limit) {
      const due: InboxFile[] = [];
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
      if (entry && settlement.kind === 'done') await remove(entry);
      else if (entry && settlement.kind !== 'done') {
        const at = new Date(settlement.at).toISOString();
        const { problem } = settlement;
        const counted = { ...entry.kept, attempts: entry.kept.attempts + 1, problem };
        await rewrite(
          entry,
          settlement.kind === 'later' ? { ...counted, dueAt: at } : { ...counted, failedAt: at },
        );
      }
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
      const { schema, sealed } = entry.kept;
      await rewrite(entry, { schema, conversation, key, sealed, since: at, dueAt: at, attempts: 0 });
      return true;
    },

    all: () => queues.all().map(({ kept }) => waitingOf(kept)),

    async forget(id) {
      for (const entry of queues.givenUp()) if (entry.kept.conversation === id) await remove(entry);
    },

    async idle() {
      await Promise.allSettled(writing);
    },
  };

  async function readEverything(): Promise<void> {
    for (const name of await namesIn(folder)) {
      const file = join(folder, name);
      if (name.endsWith(temporarySuffix)) await rm(file, { force: true });
      if (!/^\d{16}\.json$/.test(name)) continue;
      lastNumber = Math.max(lastNumber, Number.parseInt(name, 10));
      const low = open(file);
      await low.read().catch(error => putAside(file, error));
      if (low.data) queues.add({ file, kept: low.data, written: Promise.resolve(), durable: true });
    }
  }

  async function putAside(file: string, error: unknown): Promise<void> {
    if (!(error instanceof Failure) || error.code !== 'document-damaged') throw error;
    await rename(file, `${file}.damaged`);
    log.error('a damaged message of the inbox was put aside', { file, code: 'document-damaged' });
  }

  /** Takes its number and its place at once, so that order is the order of arrival however long each write takes. */
  function add(kept: InboxFile): InboxEntry {
    lastNumber += 1;
    const file = join(folder, `${String(lastNumber).padStart(16, '0')}.json`);
    const written = write(file, kept);
    const entry: InboxEntry = { file, kept, written, durable: false };
    queues.add(entry);
    const noted = written.then(
      () => {
        entry.durable = true;
      },
      () => queues.remove(entry),
    );
    writing.add(noted);
    void noted.finally(() => writing.delete(noted));
    return entry;
  }

  async function rewrite(entry: InboxEntry, kept: InboxFile): Promise<void> {
    await write(entry.file, kept);
    entry.kept = kept;
  }

  async function remove(entry: InboxEntry): Promise<void> {
    await rm(entry.file, { force: true });
    queues.remove(entry);
  }
}

function waitingOf({ conversation, key, sealed, since, attempts }: InboxFile): Waiting {
  return { conversation, key, sealed, since, attempts };
}

async function write(file: string, kept: InboxFile): Promise<void> {
  const low = open(file);
  low.data = kept;
  await low.write();
}

function open(file: string): Low<InboxFile | null> {
  return new Low(
    durableJsonFile<InboxFile>(file, value => inboxFile.parse(value)),
    null,
  );
}
