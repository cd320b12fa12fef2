import type { ConversationId } from '../../ids.ts';
import type { Database } from '../../storage/postgres/database.ts';
import { listStatement } from '../postgres/list-statement.ts';
import { messageFrom, summaryFrom } from '../postgres/rows.ts';
import * as statements from '../postgres/statements.ts';
import { verifyMessages } from '../postgres/verify-messages.ts';
import type { Transcript, TranscriptKeeper } from './read-conversations.ts';

const atOnce = 200;

/** Transcripts in the database. Pages of all conversations follow their beginning, which no running server changes. */
export function keepInPostgres(database: Database): TranscriptKeeper {
  return {
    async newest(query, limit) {
      const { text, values } = listStatement(query, limit);
      const rows = await database.run({ name: '', text }, values);
      return { conversations: rows.map(summaryFrom), damaged: 0 };
    },
    async *all(query) {
      for (let after = ''; ; ) {
        const { text, values } = listStatement(query, atOnce, { oldestFirstAfter: after });
        const page = (await database.run({ name: '', text }, values)).map(summaryFrom);
        for (const summary of page) yield { summary, messages: await messages(summary.id) };
        const last = page.at(-1);
        if (!last || page.length < atOnce) return;
        after = `${last.startedAt} ${last.id}`;
      }
    },
    async read(id) {
      const [row] = await database.run(statements.loadSummary, [id]);
      return row && ({ summary: summaryFrom(row), messages: await messages(id) } satisfies Transcript);
    },
    async erase(user) {
      const [row] = await database.run<{ count: number }>(statements.eraseUser, [user]);
      return row?.count ?? 0;
    },
    verify: () => verifyMessages(database),
  };

  async function messages(id: ConversationId) {
    return (await database.run(statements.loadMessages, [id, 0, 2_147_483_647])).map(messageFrom);
  }
}
