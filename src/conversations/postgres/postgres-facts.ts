import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import { aDay, type ConversationFacts, type Day, factsAtOnce, startOf } from '../conversation-facts.ts';
import { channelNames, outcomes } from '../conversation-store.ts';
import { factsOf } from '../facts-of.ts';
import { insight, notes, rating } from '../stored-shapes.ts';
import { time } from './rows.ts';

export function createPostgresFacts(database: Database): ConversationFacts {
  return {
    async mark(one) {
      const [row] = await database.run<{ mark: string }>(findMark, boundsOf(one));
      return row?.mark ?? '';
    },
    async *of(one) {
      const [since, until] = boundsOf(one);
      let last: readonly [at: Date | string, id: string] = [since, ''];
      for (;;) {
        const facts = (await database.run(findFacts, [...last, until, factsAtOnce])).map(fromRow);
        if (facts.length > 0) yield facts;
        const end = facts.at(-1);
        if (!end || facts.length < factsAtOnce) return;
        last = [end.startedAt, end.id];
      }
    },
  };
}

function boundsOf(one: Day): [Date, Date] {
  return [new Date(startOf(one)), new Date(startOf(one) + aDay)];
}

const Said = z
  .tuple([
    z.string(),
    z.enum(['user', 'bot', 'agent']),
    insight.nullable(),
    z.string().nullable(),
    z.string().nullable(),
  ])
  .transform(([at, from, insight, dialog, step]) => ({
    at: new Date(at).toISOString(),
    from,
    ...(insight && { insight }),
    ...(dialog !== null && { dialog }),
    ...(step !== null && { step }),
  }));

const Row = z.object({
  id: ConversationId,
  user_id: UserId,
  channel: z.enum(channelNames),
  outcome: z.enum(outcomes),
  started_at: time,
  updated_at: time,
  notes,
  rating: rating.nullable(),
  said: z.array(Said).nullable(),
  followed: z.boolean(),
});

function fromRow(row: unknown) {
  const { id, user_id, channel, outcome, started_at, updated_at, notes, rating, said, followed } =
    Row.parse(row);
  const conversation = {
    id,
    user: user_id,
    channel,
    outcome,
    startedAt: started_at,
    updatedAt: updated_at,
    notes,
  };
  const fact = factsOf({ ...conversation, ...(rating && { rating }) }, said ?? []);
  return { ...fact, cameBack: fact.cameBack || followed };
}

const findMark: Statement = {
  name: 'find-mark-of-day',
  text: `
select concat(count(*), ' ', max(updated_at)) as mark from conversation where started_at >= $1 and started_at < $2`,
};

/** Along `conversation_oldest`. */
const findFacts: Statement = {
  name: 'find-facts-of-day',
  text: `
select c.id, c.user_id, c.channel, c.outcome, c.started_at, c.updated_at, c.notes, c.rating, (
  select json_agg(json_build_array(m.at, m.sender, m.more -> 'insight', m.more ->> 'dialog', m.more ->> 'step')
                  order by m.sequence)
  from message m where m.conversation_id = c.id and m.at >= c.started_at) as said, exists (
  select from conversation o
  where o.user_id = c.user_id and o.started_at > c.started_at and o.started_at <= c.updated_at + interval '24 hours'
    and exists (select from message m where m.conversation_id = o.id and m.at >= o.started_at and m.sender = 'user')
  ) as followed
from conversation c
where (c.started_at, c.id collate "C") > ($1, $2) and c.started_at < $3
order by c.started_at, c.id collate "C" limit $4`,
};
