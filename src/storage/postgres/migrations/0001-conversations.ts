/**
 * Conversations: one row each with version and lease, messages partitioned by month, the keys of handled messages, timers.
 * Leases are unlogged: losing them costs a second turn that its version refuses, never a message.
 */
export const conversations = `
create extension if not exists pg_trgm;

create table conversation (
  id             text primary key,
  channel        text not null,
  user_id        text not null,
  started_at     timestamptz not null,
  updated_at     timestamptz not null,
  version        bigint not null check (version > 0),
  last_sequence  integer not null check (last_sequence >= 0),
  holder         text not null,
  agent          json,
  outcome        text not null,
  notes          json not null,
  rating         json,
  state          json not null,
  intents        text[] not null default '{}',
  last_user_text text not null default ''
) with (fillfactor = 70);
create index conversation_newest on conversation (updated_at desc, id collate "C" desc);
create index conversation_user on conversation (user_id);
create index conversation_intents on conversation using gin (intents);

create table message (
  conversation_id text not null,
  sequence        integer not null check (sequence > 0),
  at              timestamptz not null,
  sender          text not null,
  text            text not null,
  more            json not null,
  primary key (conversation_id, sequence, at)
) partition by range (at);
create index message_text on message using gin (text gin_trgm_ops);
create index message_words on message using gin (to_tsvector('indonesian', text));
create table message_default partition of message default;

create table handled_key (
  conversation_id text not null,
  key             text not null,
  at              timestamptz not null,
  primary key (conversation_id, key)
);
create index handled_key_at on handled_key using brin (at);

create table timer (
  id              text not null,
  conversation_id text not null references conversation on delete cascade,
  due_at          timestamptz not null,
  name            text not null,
  payload         json,
  claimed_until   timestamptz,
  primary key (conversation_id, id)
);
create index timer_due on timer (due_at);

create unlogged table lease (
  conversation_id text primary key,
  owner           text not null,
  until           timestamptz not null
);
`;
