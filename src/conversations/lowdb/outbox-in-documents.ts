import type { ConversationId } from '../../ids.ts';
import type { Message } from '../message.ts';
import type { Outbox, Owed } from '../outbox.ts';
import { mostDeadLetters } from '../settlement.ts';
import { countBacklog } from './backlog.ts';
import type { Catalogue } from './catalogue.ts';
import { createClaims } from './claims.ts';
import type { ConversationDocument, OutboxEntry } from './document.ts';
import { headOf, retriedEntry, settleEntry, undeliveredEntry } from './outbox-entries.ts';

interface OutboxOptions {
  readonly catalogue: Pick<Catalogue, 'owed'>;
  /** `undefined` when the conversation is gone, or damaged. */
  readonly read: (id: ConversationId) => Promise<ConversationDocument | undefined>;
  readonly messages: (id: ConversationId, after: number) => Promise<readonly Message[]>;
  /** Writes what `change` makes of the document, without a new version; nothing when it stays the same one. */
  readonly rewrite: (
    id: ConversationId,
    change: (document: ConversationDocument) => ConversationDocument,
  ) => Promise<void>;
}

/** The outbox within the conversations' own documents: a turn and what it owes are one write. */
export function createOutbox({ catalogue, read, messages, rewrite }: OutboxOptions): Outbox {
  const claims = createClaims();

  return {
    async claimDue(now, until, limit) {
      const due = dueAt(now, limit);
      for (const id of due) claims.claim(id, until);
      return (await Promise.all(due.map(owedBy))).filter(owed => owed !== undefined);
    },

    lookAgainAt() {
      const times = [...catalogue.owed()].flatMap(([id, entries]) => {
        const head = headOf(entries);
        return head ? [Math.max(Date.parse(head.dueAt), claims.until(id))] : [];
      });
      return times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
    },

    async settle(owed, settlement) {
      await change(owed.conversation, entries => settleEntry(entries, owed, settlement));
      claims.free(owed.conversation);
    },

    async postpone({ conversation }, until) {
      claims.claim(conversation, until);
    },

    async undelivered(sent, at, problem) {
      const [message] = await messages(sent.conversation, sent.sequence - 1);
      // Owed since it was said, or since an operator had it sent again. Whoever was erased had said it before that.
      if (message?.sequence !== sent.sequence || message.at > sent.since) return;
      await change(sent.conversation, entries => undeliveredEntry(entries, sent, at, problem));
    },

    async undeliveredOf(conversation) {
      const document = await read(conversation);
      return (document?.outbox ?? [])
        .map(({ sequence, attempts, problem, failedAt }) => ({
          sequence,
          attempts,
          ...(problem !== undefined && { problem }),
          ...(failedAt !== undefined && { failedAt }),
        }))
        .sort((a, b) => a.sequence - b.sequence);
    },

    async backlog() {
      return countBacklog(
        [...catalogue.owed()].flatMap(([, entries, channel]) =>
          entries.flatMap(({ failedAt, since }) =>
            failedAt === undefined ? [[channel, since] as const] : [],
          ),
        ),
      );
    },

    async deadLetters() {
      return [...catalogue.owed()]
        .flatMap(([conversation, entries, channel]) =>
          entries.flatMap(({ sequence, since, failedAt, attempts, problem = '' }) =>
            failedAt === undefined
              ? []
              : [{ conversation, channel, sequence, since, failedAt, attempts, problem }],
          ),
        )
        .sort((a, b) => b.failedAt.localeCompare(a.failedAt))
        .slice(0, mostDeadLetters);
    },

    async retry(conversation, sequence, now) {
      let found = false;
      await change(conversation, entries => {
        const retried = retriedEntry(entries, sequence, now);
        found = retried !== undefined;
        return retried ?? entries;
      });
      return found;
    },
  };

  /** Whoever has owed longest comes first. No more are looked at than needed: thousands may wait for a platform. */
  function dueAt(now: number, limit: number): ConversationId[] {
    const due: ConversationId[] = [];
    for (const [id, entries] of catalogue.owed()) {
      if (due.length === limit) break;
      const head = headOf(entries);
      if (head && Date.parse(head.dueAt) <= now && claims.isFree(id, now)) due.push(id);
    }
    return due;
  }

  async function owedBy(conversation: ConversationId): Promise<Owed | undefined> {
    const document = await read(conversation);
    const head = headOf(document?.outbox ?? []);
    if (!document?.replyAddress || !head) return undefined;
    const [message] = await messages(conversation, head.sequence - 1);
    if (message?.sequence !== head.sequence) return undefined;
    const { channel, replyAddress } = document;
    const { sequence, since, attempts } = head;
    return { conversation, channel, replyAddress, sequence, since, attempts, message };
  }

  function change(
    id: ConversationId,
    entries: (before: readonly OutboxEntry[]) => readonly OutboxEntry[],
  ): Promise<void> {
    return rewrite(id, document => {
      const outbox = entries(document.outbox);
      return outbox === document.outbox ? document : { ...document, outbox };
    });
  }
}
