/** What webhooks brought and no turn has handled, and what channels still have to deliver. */
export const inboxAndOutbox = `
alter table conversation add column reply_address text;

create table outbox (
  conversation_id text not null references conversation on delete cascade,
  sequence        integer not null,
  since           timestamptz not null,
  due_at          timestamptz not null,
  attempts        integer not null default 0,
  claimed_until   timestamptz,
  problem         text,
  failed_at       timestamptz,
  primary key (conversation_id, sequence)
);
create index outbox_due on outbox (due_at) where failed_at is null;
create index outbox_failed on outbox (failed_at) where failed_at is not null;

create table inbox (
  number          bigint generated always as identity,
  conversation_id text not null,
  key             text not null,
  sealed          text not null,
  since           timestamptz not null,
  due_at          timestamptz not null,
  attempts        integer not null default 0,
  claimed_until   timestamptz,
  problem         text,
  failed_at       timestamptz,
  primary key (conversation_id, key)
);
create index inbox_order on inbox (number) where failed_at is null;
create index inbox_failed on inbox (failed_at) where failed_at is not null;
`;
