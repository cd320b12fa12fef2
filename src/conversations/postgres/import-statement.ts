import type { Statement } from '../../storage/postgres/database.ts';
import { hearingOf } from '../hearing.ts';
import type { ConversationDocument } from '../lowdb/document.ts';
import type { Message } from '../message.ts';
import { asJson, asText, messagesAsJson, timersAsJson } from './rows.ts';

/** A whole conversation as another store kept it. One that is there already stays as it is, and no row comes back. */
export const importConversation: Statement = {
  name: 'import-conversation',
  text: `
with moved as (
  insert into conversation (id, channel, user_id, started_at, updated_at, version, last_sequence, holder, outcome, state,
                            intents, last_user_text, agent, notes, rating, reply_address, desk, causes, fallbacks,
                            lowest_confidence)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::json, $11::text[], $12, $13::json, $14::json, $15::json, $19, $21::jsonb,
          $22::text[], $23, $24::float8)
  on conflict (id) do nothing returning id
), said as (
  insert into message (conversation_id, sequence, at, sender, text, more)
  select moved.id, m.sequence, m.at, m.sender, m.text, m.more
  from moved, json_to_recordset($16::json)
    as m(sequence integer, at timestamptz, sender text, text text, more json)
), handled as (
  insert into handled_key (conversation_id, key, at)
  select moved.id, k.key, k.at from moved, json_to_recordset($17::json) as k(key text, at timestamptz)
), due as (
  insert into timer (id, conversation_id, due_at, name, payload)
  select t.id, moved.id, t.due_at, t.name, t.payload
  from moved, json_to_recordset($18::json) as t(id text, due_at timestamptz, name text, payload json)
), owed as (
  insert into outbox (conversation_id, sequence, since, due_at, attempts, problem, failed_at)
  select moved.id, o.sequence, o.since, o."dueAt", o.attempts, o.problem, o."failedAt"
  from moved, json_to_recordset($20::json)
    as o(sequence integer, since timestamptz, "dueAt" timestamptz, attempts integer, problem text,
         "failedAt" timestamptz)
)
select id from moved`,
};

/** The values of `import-conversation`, in the order of its parameters. */
export function importValues(document: ConversationDocument, messages: readonly Message[]): unknown[] {
  const hearing = hearingOf(messages);
  return [
    document.id,
    document.channel,
    document.user,
    startOf(document, messages),
    document.updatedAt,
    document.version,
    document.lastSequence,
    document.holder,
    document.outcome,
    asJson(document.state),
    document.intents,
    asText(document.lastUserText),
    document.agent ? asJson(document.agent) : null,
    asJson(document.notes),
    document.rating ? asJson(document.rating) : null,
    messagesAsJson(messages),
    asJson(document.handled),
    timersAsJson(document.timers),
    document.replyAddress ?? null,
    asJson(document.outbox),
    document.desk ? asJson(document.desk) : null,
    document.notes.causes,
    hearing.fallbacks,
    hearing.lowest ?? null,
  ];
}

/** Messages are looked for as of then; one that a clock has dated earlier would not be found. */
function startOf({ startedAt }: ConversationDocument, messages: readonly Message[]): string {
  return messages.reduce((start, { at }) => (Date.parse(at) < Date.parse(start) ? at : start), startedAt);
}
