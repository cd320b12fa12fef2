import { z } from 'zod';
import { ConversationId } from '../../ids.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import { doubtful, worstScores } from '../doubtful-facts.ts';
import type { DoubtfulMessages } from '../doubtful-messages.ts';
import { rating } from '../stored-shapes.ts';
import { messageFrom } from './rows.ts';

/** So many messages before one are looked through for what could be tapped. */
const lookBack = 6;

/** A good part of what the statement finds are taps and answers to forms. */
const reserve = 2;

export function createPostgresDoubtful(database: Database): DoubtfulMessages {
  return {
    async newest({ since, limit }) {
      const rows = await database.run(findDoubtful, [since, limit * reserve, worstScores, lookBack]);
      return rows.flatMap(row => fromRow(row) ?? []).slice(0, limit);
    },
  };
}

const Row = z.looseObject({
  conversation_id: ConversationId,
  rating: rating.nullable(),
  offered: z.array(z.array(z.object({ title: z.string(), value: z.string() }))).nullable(),
});

function fromRow(row: unknown) {
  const { conversation_id, rating, offered, ...message } = Row.parse(row);
  const titles = (offered ?? []).flat().flatMap(({ title, value }) => [title, value]);
  return doubtful(conversation_id, messageFrom(message), new Set(titles), rating ?? undefined);
}

/** The index of the migration holds what was not understood; badly rated chats are few and have an index of their own. */
const findDoubtful: Statement = {
  name: 'find-doubtful-messages',
  text: `
with found as (
  (select m.conversation_id, m.sequence, m.at, m.sender, m.text, m.more
   from message m
   where m.sender = 'user' and m.more -> 'insight' ->> 'kind' in ('unknown', 'unsure') and m.at >= $1::timestamptz
   order by m.at desc limit $2)
  union all
  (select m.conversation_id, m.sequence, m.at, m.sender, m.text, m.more
   from conversation c join message m on m.conversation_id = c.id and m.at >= c.started_at
   where (c.rating ->> 'score')::integer <= $3 and c.updated_at >= $1::timestamptz
     and m.sender = 'user' and m.more -> 'insight' ->> 'kind' = 'understood' and m.at >= $1::timestamptz
   order by m.at desc limit $2)
)
select f.*, c.rating, (
  select json_agg(b.more -> 'choices') from message b
  where b.conversation_id = f.conversation_id and b.at >= c.started_at
    and b.sequence between f.sequence - $4 and f.sequence - 1 and b.more -> 'choices' is not null) as offered
from found f join conversation c on c.id = f.conversation_id
order by f.at desc, f.conversation_id, f.sequence desc limit $2`,
};
