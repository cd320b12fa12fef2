import type { Statement } from '../../storage/postgres/database.ts';
import { mostDeadLetters } from '../settlement.ts';

export const putArrivals: Statement = {
  name: 'put-arrivals',
  text: `
insert into inbox (conversation_id, key, sealed, since, due_at)
select a.conversation, a.key, a.sealed, $2, $2
from unnest($1::text[], $3::text[], $4::text[]) with ordinality as a(conversation, key, sealed, place)
order by a.place
on conflict (conversation_id, key) do nothing`,
};

export const claimArrivals: Statement = {
  name: 'claim-arrivals',
  text: `
with head as (
  select i.conversation_id, i.key from inbox i
  where i.failed_at is null and i.due_at <= $1 and (i.claimed_until is null or i.claimed_until <= $1)
    and not exists (select from inbox before
                    where before.conversation_id = i.conversation_id and before.failed_at is null
                      and before.number < i.number)
  order by i.number limit $3 for update skip locked
)
update inbox i set claimed_until = $2 from head
where i.conversation_id = head.conversation_id and i.key = head.key
returning i.conversation_id, i.key, i.sealed, i.since, i.attempts`,
};

export const removeArrival: Statement = {
  name: 'remove-arrival',
  text: 'delete from inbox where conversation_id = $1 and key = $2',
};

export const markArrival: Statement = {
  name: 'mark-arrival',
  text: `
update inbox set attempts = attempts + 1, claimed_until = null, problem = $3,
                 due_at = coalesce($4, due_at), failed_at = $5
where conversation_id = $1 and key = $2`,
};

export const postponeArrival: Statement = {
  name: 'postpone-arrival',
  text: 'update inbox set claimed_until = $3 where conversation_id = $1 and key = $2',
};

/** Keys begin with the name of their channel. */
export const arrivalBacklog: Statement = {
  name: 'arrival-backlog',
  text: `
select split_part(key, ':', 1) as channel, count(*)::int as waiting, min(since) as oldest
from inbox where failed_at is null group by 1`,
};

export const failedArrivals: Statement = {
  name: 'failed-arrivals',
  text: `
select conversation_id, key, since, failed_at, attempts, problem from inbox
where failed_at is not null order by failed_at desc limit ${mostDeadLetters}`,
};

export const retryArrival: Statement = {
  name: 'retry-arrival',
  text: `
update inbox set since = $3, due_at = $3, attempts = 0, claimed_until = null, problem = null, failed_at = null
where conversation_id = $1 and key = $2 and failed_at is not null
returning key`,
};
