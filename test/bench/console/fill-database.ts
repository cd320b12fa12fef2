import { silentLog } from '../../../src/log.ts';
import { openDatabase } from '../../../src/storage/postgres/database.ts';
import { type Material, messagesEach } from './material.ts';

/** Conversations of the last 60 days with `messagesEach` messages, made of the project's own phrases and replies. */
export async function fillDatabase(url: string, conversations: number, material: Material): Promise<void> {
  const database = openDatabase({ url, log: silentLog, connections: 1, patient: true });
  try {
    await database.withClient(async client => {
      await client.query("set statement_timeout = '60min'; set maintenance_work_mem = '512MB'");
      const now = new Date();
      const { phrases, replies, intents, causes } = material;
      await client.query(messages, [
        conversations,
        phrases.map(({ text }) => text),
        phrases.map(({ intent }) => intent),
        replies,
        now,
      ]);
      await client.query(rows, [conversations, intents, causes, phrases.map(({ text }) => text), now]);
      await client.query('vacuum analyze');
    });
  } finally {
    await database.close();
  }
}

const id = "'filled-' || lpad(n::text, 22, '0')";
const startedAt = "$5::timestamptz - n * (interval '60 days' / $1::bigint)";

/** Even, but without any order: which of `count` things the numbered one gets. */
const pick = (count: string, salt: number) => `(1 + abs(hashint8(n * 97 + ${salt})) % ${count})`;

const messages = `
insert into message (conversation_id, sequence, at, sender, text, more)
select ${id}, s, ${startedAt} + s * interval '20 seconds', case when s % 2 = 1 then 'user' else 'bot' end,
       case when s % 2 = 1
         then ($2::text[])[1 + abs(hashint8(n * 31 + s)) % array_length($2::text[], 1)]
         else ($4::text[])[1 + abs(hashint8(n * 17 + s)) % array_length($4::text[], 1)] end,
       case when s % 2 = 1
         then json_build_object('id', ${id} || '|' || s, 'insight', json_build_object(
                'intent', ($3::text[])[1 + abs(hashint8(n * 31 + s)) % array_length($2::text[], 1)],
                'confidence', 0.5 + (n % 50) / 100.0, 'kind', 'understood'))
         else json_build_object('id', ${id} || '|' || s, 'dialog', 'diagnosis', 'step', 'askScreen') end
from generate_series(1, $1::bigint) n, generate_series(1, ${messagesEach}) s`;

const rows = `
insert into conversation (id, channel, user_id, started_at, updated_at, version, last_sequence, holder, agent, outcome,
                          notes, rating, state, intents, causes, fallbacks, lowest_confidence, last_user_text)
select ${id},
       (array['web', 'web', 'web', 'web', 'web', 'whatsapp', 'whatsapp', 'whatsapp', 'telegram', 'bot-framework'])[${pick('10', 1)}],
       'dl_' || n, ${startedAt}, ${startedAt} + interval '4 minutes', ${messagesEach / 2}, ${messagesEach},
       case when n % 100 = 0 then 'person' when n % 150 = 1 then 'waiting' else 'bot' end,
       case when n % 100 = 0 then json_build_object('id', 'agent-' || n % 7, 'name', 'Rini') end,
       (array['open', 'advised', 'advised', 'advised', 'reset', 'solved', 'solved', 'solved', 'handedOver', 'cancelled'])[${pick('10', 2)}],
       json_build_object('causes', array[($3::text[])[${pick('array_length($3::text[], 1)', 3)}]], 'tried', '[]'::json,
                         'ownership', 'notAsked'),
       case when n % 5 = 0 then json_build_object('score', 1 + n / 5 % 5, 'at', to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
       json_build_object('dialogs', json_build_object('dialogStack', array[]::text[])),
       array[($2::text[])[${pick('array_length($2::text[], 1)', 4)}]],
       array[($3::text[])[${pick('array_length($3::text[], 1)', 3)}]],
       case when n % 12 = 0 then 1 else 0 end, 0.02 + (abs(hashint8(n)) % 98) / 100.0,
       ($4::text[])[${pick('array_length($4::text[], 1)', 5)}]
from generate_series(1, $1::bigint) n`;
