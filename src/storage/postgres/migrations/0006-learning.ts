/** What people taught, the models that came of it, and where to find what is still to be taught. */
export const learning = `
create table label (
  number   bigint primary key,
  at       timestamptz not null,
  by       json not null,
  text     text not null,
  decision json not null
);

create table model_version (
  number      integer primary key,
  at          timestamptz not null,
  by          json not null,
  labels      bigint not null,
  content_key text not null,
  state       json not null,
  model_key   text,
  model       bytea
);

create table active_model (
  one     boolean primary key default true check (one),
  version integer references model_version,
  at      timestamptz not null
);

create index message_doubtful on message (at desc)
  where sender = 'user' and more -> 'insight' ->> 'kind' in ('unknown', 'unsure');
create index conversation_rated_badly on conversation (updated_at desc) where (rating ->> 'score')::integer <= 2;
`;
