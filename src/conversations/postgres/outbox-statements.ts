import type { Statement } from '../../storage/postgres/database.ts';
import { mostDeadLetters } from '../settlement.ts';

/** Where the conversation is delivered to by now, and what was said: both are read when a message is claimed. */
export const claimOwed: Statement = {
  name: 'claim-owed',
  text: `
with head as (
  select o.conversation_id, o.sequence from outbox o
  where o.failed_at is null and o.due_at <= $1 and (o.claimed_until is null or o.claimed_until <= $1)
    and not exists (select from outbox before
                    where before.conversation_id = o.conversation_id and before.failed_at is null
                      and before.sequence < o.sequence)
  order by o.due_at limit $3 for update skip locked
), claimed as (
  update outbox o set claimed_until = $2 from head
  where o.conversation_id = head.conversation_id and o.sequence = head.sequence
  returning o.conversation_id, o.sequence, o.since, o.attempts
)
select o.*, c.channel, c.reply_address, m.at, m.sender, m.text, m.more
from claimed o
join conversation c on c.id = o.conversation_id and c.reply_address is not null
join message m on m.conversation_id = o.conversation_id and m.sequence = o.sequence and m.at >= c.started_at`,
};

export const removeOwed: Statement = {
  name: 'remove-owed',
  text: 'delete from outbox where conversation_id = $1 and sequence = $2 and since = $3',
};

export const giveUpOwed: Statement = {
  name: 'give-up-owed',
  text: `
update outbox set attempts = attempts + 1, claimed_until = null, failed_at = $4, problem = $5
where conversation_id = $1 and sequence = $2 and since = $3`,
};

/**
 * What comes after it in its chat is not due before it either: were it, each look for what is due would go through all
 * that waits for a platform that is away.
 */
function putOff(change: string): string {
  return `
with head as (
  update outbox set claimed_until = null, due_at = $4${change}
  where conversation_id = $1 and sequence = $2 and since = $3
  returning conversation_id
)
update outbox behind set due_at = $4 from head
where behind.conversation_id = head.conversation_id and behind.sequence > $2
  and behind.failed_at is null and behind.due_at < $4`;
}

export const deferOwed: Statement = {
  name: 'defer-owed',
  text: putOff(', attempts = attempts + 1, problem = $5'),
};

export const postponeOwed: Statement = { name: 'postpone-owed', text: putOff('') };

/** Owed since it was said, or since an operator had it sent again. Whoever was erased had said it before that. */
export const noteUndelivered: Statement = {
  name: 'note-undelivered',
  text: `
insert into outbox (conversation_id, sequence, since, due_at, attempts, problem, failed_at)
select m.conversation_id, m.sequence, $3, $4, 1, $5, $4
from message m where m.conversation_id = $1 and m.sequence = $2 and m.at <= $3
  and exists (select from conversation where id = $1)
on conflict (conversation_id, sequence) do nothing`,
};

export const undeliveredOf: Statement = {
  name: 'undelivered-of',
  text: 'select sequence, attempts, problem, failed_at from outbox where conversation_id = $1 order by sequence',
};

export const owedBacklog: Statement = {
  name: 'owed-backlog',
  text: `
select c.channel, count(*)::int as waiting, min(o.since) as oldest
from outbox o join conversation c on c.id = o.conversation_id
where o.failed_at is null group by c.channel`,
};

export const failedOwed: Statement = {
  name: 'failed-owed',
  text: `
select o.conversation_id, c.channel, o.sequence, o.since, o.failed_at, o.attempts, o.problem
from outbox o join conversation c on c.id = o.conversation_id
where o.failed_at is not null order by o.failed_at desc limit ${mostDeadLetters}`,
};

export const retryOwed: Statement = {
  name: 'retry-owed',
  text: `
update outbox set since = $3, due_at = $3, attempts = 0, claimed_until = null, problem = null, failed_at = null
where conversation_id = $1 and sequence = $2 and failed_at is not null
returning sequence`,
};
