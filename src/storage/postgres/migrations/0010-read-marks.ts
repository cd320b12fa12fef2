/**
 * How far each person of the support team has read in each chat. Like `presence` it is of no worth for long: rows that
 * are over are removed with everything else that is (housekeeping).
 */
export const readMarks = `
create table read_mark (
  user_id         text not null,
  conversation_id text not null,
  messages        integer not null,
  at              timestamptz not null,
  primary key (user_id, conversation_id)
);
`;
