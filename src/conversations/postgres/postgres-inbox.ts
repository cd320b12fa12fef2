import { z } from 'zod';
import { ConversationId, DedupeKey } from '../../ids.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { besideTurns } from '../../storage/postgres/time-budget.ts';
import type { Inbox } from '../inbox.ts';
import * as statements from './inbox-statements.ts';
import { backlogFrom, time } from './rows.ts';

/** In milliseconds. Another process may have put something, or have left it behind. */
const lookEvery = 1_000;

const WaitingRow = z.object({
  conversation_id: ConversationId,
  key: DedupeKey,
  sealed: z.string(),
  since: time,
  attempts: z.int(),
});

const FailedRow = WaitingRow.omit({ sealed: true }).extend({ failed_at: time, problem: z.string() });

/** The inbox that several processes share: what one of them put, any of them works off. */
export function createPostgresInbox(shared: Database): Inbox {
  const database = besideTurns(shared);
  return {
    async put(arrivals, now) {
      await database.run(statements.putArrivals, [
        arrivals.map(({ conversation }) => conversation),
        new Date(now),
        arrivals.map(({ key }) => key),
        arrivals.map(({ sealed }) => sealed),
      ]);
    },

    async claimDue(now, until, limit) {
      const rows = await database.run(statements.claimArrivals, [new Date(now), new Date(until), limit]);
      return rows.map(row => {
        const { conversation_id, ...rest } = WaitingRow.parse(row);
        return { conversation: conversation_id, ...rest };
      });
    },

    lookAgainAt: now => now + lookEvery,

    async settle({ conversation, key }, settlement) {
      if (settlement.kind === 'done') {
        await database.run(statements.removeArrival, [conversation, key]);
        return;
      }
      const at = new Date(settlement.at);
      const [later, failed] = settlement.kind === 'later' ? [at, null] : [null, at];
      await database.run(statements.markArrival, [conversation, key, settlement.problem, later, failed]);
    },

    async postpone({ conversation, key }, until) {
      await database.run(statements.postponeArrival, [conversation, key, new Date(until)]);
    },

    async backlog() {
      return (await database.run(statements.arrivalBacklog, [])).flatMap(backlogFrom);
    },

    async deadLetters() {
      return (await database.run(statements.failedArrivals, [])).map(row => {
        const { conversation_id, failed_at, ...rest } = FailedRow.parse(row);
        return { conversation: conversation_id, failedAt: failed_at, ...rest };
      });
    },

    async retry(conversation, key, now) {
      return (await database.run(statements.retryArrival, [conversation, key, new Date(now)])).length > 0;
    },
  };
}
