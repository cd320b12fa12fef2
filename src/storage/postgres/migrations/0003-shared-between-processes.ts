/**
 * What else all processes must agree on: visitors' ways back, who may use the console and who is logged in, counted tries,
 * incidents. Secrets, addresses and e-mail addresses of tries are there as keyed hashes only.
 */
export const sharedBetweenProcesses = `
create table resume_secret (
  hash            text primary key,
  user_id         text not null,
  conversation_id text not null,
  expires_at      timestamptz not null,
  superseded      boolean not null
);
create index resume_secret_user on resume_secret (user_id);
create index resume_secret_expires on resume_secret using brin (expires_at);

create table console_user (
  id            text primary key,
  email         text not null unique,
  name          text not null,
  role          text not null,
  password_hash text not null,
  disabled      boolean not null default false,
  created_at    timestamptz not null
);

create table console_session (
  hash       text primary key,
  user_id    text not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);

create table attempt (
  key   text primary key,
  count integer not null,
  until timestamptz not null
);

create table incident (
  id       text primary key,
  symptom  text not null,
  note     text,
  since    timestamptz not null,
  ended_at timestamptz
);
`;
