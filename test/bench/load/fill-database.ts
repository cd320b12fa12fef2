import { silentLog } from '../../../src/log.ts';
import { openDatabase } from '../../../src/storage/postgres/database.ts';

/** Conversations of the last month, four messages each, as if somebody had had them. Ids count from 1. */
export async function fillDatabase(url: string, conversations: number): Promise<void> {
  const database = openDatabase({ url, log: silentLog, connections: 1, patient: true });
  try {
    await database.withClient(async client => {
      await client.query("set statement_timeout = '60min'");
      for (const text of [rows, messages, keys]) await client.query(text, [conversations]);
      await client.query('vacuum analyze');
    });
  } finally {
    await database.close();
  }
}

export interface Space {
  readonly tables: number;
  readonly indexes: number;
}

/** What everything kept takes on disk, in bytes. */
export async function spaceOf(url: string): Promise<Space> {
  const database = openDatabase({ url, log: silentLog, connections: 1, patient: true });
  try {
    const text = `select sum(pg_table_size(oid))::float8 as tables, sum(pg_indexes_size(oid))::float8 as indexes
                  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
    const [space] = await database.run<Space & Record<string, number>>({ name: 'space', text }, []);
    return space ?? { tables: Number.NaN, indexes: Number.NaN };
  } finally {
    await database.close();
  }
}

/** The id of the numbered conversation. */
export function filledId(number: number): string {
  return `filled-${String(number).padStart(22, '0')}`;
}

const id = "'filled-' || lpad(n::text, 22, '0')";
const startedAt = "now() - (n % 2592000) * interval '1 second'";

const rows = `
insert into conversation (id, channel, user_id, started_at, updated_at, version, last_sequence, holder, outcome, notes,
                          state, intents, last_user_text)
select ${id}, 'web', 'dl_' || n, ${startedAt}, ${startedAt}, 2, 4, 'bot', 'advised',
       '{"causes":[],"tried":[],"ownership":"notAsked"}', '{"dialogs":{"dialogStack":[]}}',
       array['otp_not_received'], 'kode otp nya gak masuk ' || n
from generate_series(1, $1::bigint) n`;

const messages = `
insert into message (conversation_id, sequence, at, sender, text, more)
select ${id}, s, ${startedAt}, case when s % 2 = 1 then 'user' else 'bot' end,
       (array['kode otp nya gak masuk', 'Coba tunggu dua menit dulu ya, Kak.', 'sudah dicoba tetap tidak masuk',
              'Kalau begitu kita cek nomornya.'])[s] || ' ' || n, '{}'
from generate_series(1, $1::bigint) n, generate_series(1, 4) s`;

const keys = `
insert into handled_key (conversation_id, key, at)
select ${id}, 'web:dl_' || n || ':' || s, ${startedAt} from generate_series(1, $1::bigint) n, generate_series(1, 2) s`;
