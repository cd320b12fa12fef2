import type { Statement } from '../../storage/postgres/database.ts';

/** Every statement that a turn needs, one round trip each. */

export const loadConversation: Statement = {
  name: 'load-conversation',
  // Every column by its name: of `c.*` the plan would break in running processes when a newer version adds one.
  text: `
select c.id, c.channel, c.user_id, c.started_at, c.updated_at, c.last_sequence, c.holder, c.outcome, c.agent, c.rating, c.desk,
       c.notes, c.version, c.state, c.reply_address, coalesce((
  select json_agg(json_strip_nulls(json_build_object(
           'id', t.id, 'name', t.name, 'payload', t.payload,
           'dueAt', to_char(t.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
         )) order by t.due_at, t.id)
  from timer t where t.conversation_id = c.id), '[]') as timers
from conversation c where c.id = $1`,
};

export const loadMessages: Statement = {
  name: 'load-messages',
  // A message is never older than its conversation: only the partitions since then are looked at.
  text: `
select sequence, at, sender, text, more from message
where conversation_id = $1 and sequence > $2 and sequence < $3
  and at >= (select started_at from conversation where id = $1)
order by sequence`,
};

export const findLastSequences: Statement = {
  name: 'find-last-sequences',
  text: 'select id, last_sequence from conversation where id = any ($1)',
};

export const findHandledKey: Statement = {
  name: 'find-handled-key',
  text: 'select 1 from handled_key where conversation_id = $1 and key = $2 and at > $3',
};

/**
 * The whole turn in one statement, hence one transaction and one wait for the disk. The version decides: when it is not
 * the stored one (0 for a new conversation) no row comes back from \`turn\`, and nothing else is written.
 */
export const commitTurn: Statement = {
  name: 'commit-turn',
  text: `
with turn as (
  insert into conversation as c (id, channel, user_id, started_at, updated_at, version, last_sequence, holder, outcome,
                                 state, intents, last_user_text, agent, notes, rating, reply_address, desk,
                                 causes, fallbacks, lowest_confidence)
  select $1, $2, $3, $4, $5, $6::bigint + 1, $7, $8, $9, $10::json, $11::text[], coalesce($12::text, ''),
         $18::json, $19::json, $20::json, $21, $22::jsonb, $23::text[], $24::integer, $25::float8
  where ($6 = 0 and coalesce($13::integer, 0) = 0) or exists (select from conversation where id = $1)
  on conflict (id) do update set
    updated_at = excluded.updated_at, version = c.version + 1, last_sequence = c.last_sequence + excluded.last_sequence,
    channel = excluded.channel, user_id = excluded.user_id, holder = excluded.holder, outcome = excluded.outcome,
    state = excluded.state, agent = excluded.agent, notes = excluded.notes, rating = excluded.rating,
    reply_address = excluded.reply_address, desk = excluded.desk,
    causes = excluded.causes, fallbacks = c.fallbacks + excluded.fallbacks,
    lowest_confidence = least(c.lowest_confidence, excluded.lowest_confidence),
    intents = c.intents || array(
      select intent from unnest(excluded.intents) with ordinality as new(intent, place)
      where intent <> all (c.intents) group by intent order by min(place)),
    last_user_text = coalesce($12, c.last_user_text)
  where c.version = $6 and ($13 is null or c.last_sequence = $13)
  returning id
), said as (
  insert into message (conversation_id, sequence, at, sender, text, more)
  select turn.id, m.sequence, m.at, m.sender, m.text, m.more
  from turn, json_to_recordset($14::json)
    as m(sequence integer, at timestamptz, sender text, text text, more json)
), handled as (
  insert into handled_key (conversation_id, key, at) select id, $15, $5 from turn
  on conflict (conversation_id, key) do update set at = excluded.at
), over as (
  delete from timer t using turn where t.conversation_id = turn.id and t.id <> all ($16::text[])
), due as (
  insert into timer (id, conversation_id, due_at, name, payload)
  select t.id, turn.id, t.due_at, t.name, t.payload
  from turn, json_to_recordset($17::json) as t(id text, due_at timestamptz, name text, payload json)
  on conflict (conversation_id, id) do nothing
), owed as (
  insert into outbox (conversation_id, sequence, since, due_at)
  select turn.id, m.sequence, $5, greatest($5, (
    select max(before.due_at) from outbox before where before.conversation_id = $1 and before.failed_at is null))
  from turn, json_to_recordset($14::json) as m(sequence integer, sender text)
  where $21::text is not null and m.sender <> 'user'
)
select id from turn`,
};

export const allTimers: Statement = {
  name: 'all-timers',
  text: 'select id, conversation_id, due_at, name, payload from timer order by due_at, id',
};

export const claimTimers: Statement = {
  name: 'claim-timers',
  text: `
with due as (
  select conversation_id, id from timer
  where due_at <= $1 and (claimed_until is null or claimed_until <= $1)
  order by due_at limit $3 for update skip locked
)
update timer t set claimed_until = $2 from due where t.conversation_id = due.conversation_id and t.id = due.id
returning t.id, t.conversation_id, t.due_at, t.name, t.payload`,
};

/** So many at once that it takes a moment; two processes that do it at once share the work (SKIP LOCKED). */
export const hastenWaiting: Statement = {
  name: 'hasten-waiting',
  text: `
with waiting as (
  select conversation_id, id from timer
  where payload ->> 'incident' is not null and payload ->> 'incident' is distinct from $1 and due_at > $2
  order by due_at limit 500 for update skip locked
)
update timer t set due_at = $2 from waiting
where t.conversation_id = waiting.conversation_id and t.id = waiting.id
returning t.id`,
};

export const eraseUser: Statement = {
  name: 'erase-user',
  text: erasing('user_id', 'user_id'),
};

export const eraseConversation: Statement = {
  name: 'erase-conversation',
  text: erasing('id', 'conversation_id'),
};

/** Everything of the conversations in which `column` is $1, and the ways back in which `ofSecret` is. */
function erasing(column: string, ofSecret: string): string {
  return `
with gone as (delete from conversation where ${column} = $1 returning id, started_at),
     silent as (delete from message m using gone where m.conversation_id = gone.id),
     forgotten as (delete from handled_key h using gone where h.conversation_id = gone.id),
     let_go as (delete from lease l using gone where l.conversation_id = gone.id),
     given_up as (delete from inbox i using gone where i.conversation_id = gone.id and i.failed_at is not null),
     no_way_back as (delete from resume_secret where ${ofSecret} = $1)
select count(*)::integer as count from gone`;
}

/** So few at once that turns hardly notice: `conversation_newest` finds the oldest first. A slot is never later than its moments. */
export const eraseIdle: Statement = {
  name: 'erase-idle',
  text: `
with idle as (
  select id from conversation where active_slot < $1 and updated_at < $1
  order by active_slot limit $2 for update skip locked
), gone as (delete from conversation c using idle where c.id = idle.id returning c.id, c.user_id, c.started_at),
   silent as (
     delete from message m using gone where m.conversation_id = gone.id and m.at >= (select min(started_at) from gone)),
   forgotten as (delete from handled_key h using gone where h.conversation_id = gone.id),
   given_up as (delete from inbox i using gone where i.conversation_id = gone.id and i.failed_at is not null),
   no_way_back as (
     delete from resume_secret r using gone where r.user_id = gone.user_id and r.conversation_id = gone.id)
select count(*)::integer as count from gone`,
};

/** What a list shows of a conversation. */
export const summaryColumns = `c.id, c.channel, c.user_id, c.started_at, c.updated_at, c.last_sequence, c.holder, c.outcome,
       c.intents, c.causes, c.fallbacks, c.lowest_confidence, c.last_user_text, c.agent, c.rating, c.notes, c.desk`;

export const loadSummary: Statement = {
  name: 'load-summary',
  text: `select ${summaryColumns} from conversation c where c.id = $1`,
};

export const loadSummaries: Statement = {
  name: 'load-summaries',
  text: `
select ${summaryColumns} from conversation c where c.id = any ($1) order by c.updated_at desc, c.id collate "C" desc`,
};
