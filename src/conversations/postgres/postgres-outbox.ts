import { z } from 'zod';
import { ConversationId } from '../../ids.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { besideTurns } from '../../storage/postgres/time-budget.ts';
import { channelNames } from '../conversation-store.ts';
import type { Outbox, Owed, OwedId } from '../outbox.ts';
import * as statements from './outbox-statements.ts';
import { backlogFrom, messageFrom, time } from './rows.ts';

/** In milliseconds. Another process may have committed something, or have left it behind. */
const lookEvery = 1_000;

const OwedRow = z.object({
  conversation_id: ConversationId,
  sequence: z.int(),
  since: time,
  attempts: z.int(),
  channel: z.enum(channelNames),
  reply_address: z.string(),
});

const FailedRow = OwedRow.omit({ reply_address: true }).extend({ failed_at: time, problem: z.string() });

const UndeliveredRow = OwedRow.pick({ sequence: true, attempts: true }).extend({
  problem: z.string().nullable(),
  failed_at: time.nullable(),
});

/** The outbox that several processes share: what one of them committed, any of them delivers. */
export function createPostgresOutbox(shared: Database): Outbox {
  // A commit pokes the outbox: what is claimed then must be delivered, however little time its turn has left.
  const database = besideTurns(shared);
  return {
    async claimDue(now, until, limit) {
      const rows = await database.run(statements.claimOwed, [new Date(now), new Date(until), limit]);
      return rows.map(owedFrom);
    },

    lookAgainAt: now => now + lookEvery,

    async settle(owed, settlement) {
      if (settlement.kind === 'done') {
        await database.run(statements.removeOwed, idOf(owed));
        return;
      }
      const statement = settlement.kind === 'later' ? statements.deferOwed : statements.giveUpOwed;
      await database.run(statement, [...idOf(owed), new Date(settlement.at), settlement.problem]);
    },

    async postpone(owed, until) {
      await database.run(statements.postponeOwed, [...idOf(owed), new Date(until)]);
    },

    async undelivered(sent, at, problem) {
      await database.run(statements.noteUndelivered, [...idOf(sent), new Date(at), problem]);
    },

    async undeliveredOf(conversation) {
      return (await database.run(statements.undeliveredOf, [conversation])).map(row => {
        const { sequence, attempts, problem, failed_at } = UndeliveredRow.parse(row);
        return {
          sequence,
          attempts,
          ...(problem !== null && { problem }),
          ...(failed_at !== null && { failedAt: failed_at }),
        };
      });
    },

    async backlog() {
      return (await database.run(statements.owedBacklog, [])).flatMap(backlogFrom);
    },

    async deadLetters() {
      return (await database.run(statements.failedOwed, [])).map(row => {
        const { conversation_id, failed_at, ...rest } = FailedRow.parse(row);
        return { conversation: conversation_id, failedAt: failed_at, ...rest };
      });
    },

    async retry(conversation, sequence, now) {
      return (await database.run(statements.retryOwed, [conversation, sequence, new Date(now)])).length > 0;
    },
  };
}

function idOf({ conversation, sequence, since }: OwedId) {
  return [conversation, sequence, new Date(since)] as const;
}

function owedFrom(row: unknown): Owed {
  const { conversation_id, reply_address, ...rest } = OwedRow.parse(row);
  return { conversation: conversation_id, replyAddress: reply_address, ...rest, message: messageFrom(row) };
}
