/** Append-only by the database's own rule: whoever wants to change a row has to remove the trigger first, and is seen. */
export const audit = `
create table audit_entry (
  number   bigint primary key,
  at       timestamptz not null,
  actor    json not null,
  action   text not null,
  object   text not null,
  details  json not null,
  previous text not null,
  hash     text not null
);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
`;
