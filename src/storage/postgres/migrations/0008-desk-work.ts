/**
 * What the support team keeps beside a chat, and who has which chat open. Presence is unlogged: after a crash nobody has
 * anything open.
 */
export const deskWork = `
alter table conversation add column desk jsonb;
create index conversation_tags on conversation using gin ((desk -> 'tags')) where desk is not null;

create unlogged table presence (
  conversation_id text not null,
  user_id         text not null,
  name            text not null,
  seen_at         timestamptz not null,
  typed_at        timestamptz,
  primary key (conversation_id, user_id)
);
create index presence_seen on presence (seen_at);
`;
