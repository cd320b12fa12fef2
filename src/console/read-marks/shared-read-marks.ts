import { ConversationId } from '../../ids.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { ReadMark } from './read-mark-file.ts';
import type { ReadMarks } from './read-marks.ts';

/** Marks in the table `read_mark`, the same for all processes. */
export function createSharedReadMarks(database: Database, clock: Clock): ReadMarks {
  return {
    async of(user, conversations) {
      const rows = await database.run<MarkRow>(find, [user, conversations]);
      return new Map(rows.map(row => [ConversationId.parse(row.conversation_id), row.messages]));
    },
    async mark(user, conversation, messages) {
      await database.run(write, [user, conversation, messages, new Date(clock.now())]);
    },
  };
}

/** Copies marks into the table; answers how many were not there yet. */
export async function importReadMarks(database: Database, marks: readonly ReadMark[]): Promise<number> {
  let added = 0;
  for (const { user, conversation, messages, at } of marks)
    added += (await database.run(add, [user, conversation, messages, new Date(at)])).length;
  return added;
}

interface MarkRow {
  readonly conversation_id: string;
  readonly messages: number;
}

const find: Statement = {
  name: 'find-read-marks',
  text: 'select conversation_id, messages from read_mark where user_id = $1 and conversation_id = any ($2)',
};

const columns = 'user_id, conversation_id, messages, at';

const write: Statement = {
  name: 'write-read-mark',
  text: `
insert into read_mark (${columns}) values ($1, $2, $3, $4)
on conflict (user_id, conversation_id) do update set messages = excluded.messages, at = excluded.at
where read_mark.messages <> excluded.messages`,
};

const add: Statement = {
  name: 'add-read-mark',
  text: `insert into read_mark (${columns}) values ($1, $2, $3, $4) on conflict do nothing returning user_id`,
};
