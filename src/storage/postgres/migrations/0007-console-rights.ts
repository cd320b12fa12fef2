/**
 * Second factors, sessions with the device they are used on, and small records of the console (API tokens, invitations,
 * requests about personal data). `version` keeps two who change the same row from undoing each other.
 */
export const consoleRights = `
alter table console_user
  add column factor json,
  add column enrolling text,
  add column sessions_from timestamptz,
  add column version integer not null default 0;

alter table console_session add column device text;
create index console_session_user on console_session (user_id);

create table console_record (
  shelf   text not null,
  id      text not null,
  body    json not null,
  version integer not null default 0,
  primary key (shelf, id)
);

create index audit_entry_action on audit_entry (action, number desc);
create index audit_entry_actor on audit_entry ((actor ->> 'id'), number desc);
`;
