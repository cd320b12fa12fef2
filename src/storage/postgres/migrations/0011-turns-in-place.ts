/**
 * A turn changes its conversation's row in place, without touching an index (a HOT update), unless something that is
 * indexed has changed. The time of the last turn always has: so lists go along the five minutes in which it lies, and sort
 * within them. The database works the column out itself, also for processes of the version before.
 *
 * Rewrites the table of conversations, not of messages. Indexes that only a filter for what many have would use are gone:
 * those chats are found along `conversation_newest`.
 */
export const turnsInPlace = `
drop index conversation_newest, conversation_intents, conversation_causes, conversation_held, conversation_agent,
           conversation_rated, conversation_rated_badly, conversation_fallbacks, conversation_confidence;

alter table conversation add column active_slot timestamptz not null
  generated always as (date_bin('5 minutes', updated_at, '2026-01-01 00:00:00+00')) stored;

create index conversation_newest on conversation (active_slot desc, started_at desc);
create index conversation_about on conversation using gin (intents, causes);
create index conversation_held on conversation (holder, active_slot desc) where holder <> 'bot';
create index conversation_agent on conversation ((agent ->> 'id')) where agent is not null;
create index conversation_rated on conversation (((rating ->> 'score')::integer)) where rating is not null;
`;
