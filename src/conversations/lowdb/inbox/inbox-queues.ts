import type { ConversationId } from '../../../ids.ts';
import type { ArrivalId } from '../../inbox.ts';
import type { KeptArrival } from './arrival-entries.ts';

export interface InboxEntry {
  /** As last put down, though perhaps not durable yet. */
  kept: KeptArrival;
  /** Rejects when it could not be written: then it has never arrived. */
  readonly written: Promise<void>;
  durable: boolean;
}

/** In memory: what lies in the inbox, by conversation, in the order of arrival. */
export function createInboxQueues() {
  const queues = new Map<ConversationId, InboxEntry[]>();

  return { add, remove, find, heads, all, givenUp };

  function add(entry: InboxEntry): void {
    const { conversation } = entry.kept;
    const queue = queues.get(conversation);
    if (queue) queue.push(entry);
    else queues.set(conversation, [entry]);
  }

  function remove(entry: InboxEntry): void {
    const { conversation } = entry.kept;
    const rest = (queues.get(conversation) ?? []).filter(other => other !== entry);
    if (rest.length === 0) queues.delete(conversation);
    else queues.set(conversation, rest);
  }

  function find({ conversation, key }: ArrivalId): InboxEntry | undefined {
    return queues.get(conversation)?.find(({ kept }) => kept.key === key);
  }

  /** The next one of each conversation. */
  function* heads(): Iterable<readonly [ConversationId, InboxEntry]> {
    for (const [id, queue] of queues) {
      const head = queue.find(({ kept }) => kept.failedAt === undefined);
      if (head) yield [id, head];
    }
  }

  function all(): InboxEntry[] {
    return [...queues.values()].flat();
  }

  function givenUp(): InboxEntry[] {
    return all().filter(({ kept }) => kept.failedAt !== undefined);
  }
}
