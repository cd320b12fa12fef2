import pg from 'pg';
import { systemClock } from '../../src/time-and-chance.ts';
import type { Ground } from './ground.ts';
import { openStoreOf } from './opened-store.ts';
import type { Damager } from './r11-damage.ts';

/** PostgreSQL keeps its own pages whole; what is left is a hand or a program that wrote what no version of ours writes. */
const mutations: readonly string[] = [
  `update conversation set state = '"rusak"' where id = $1`,
  `update conversation set notes = '{"causes": 1}' where id = $1`,
  `update conversation set holder = 'nobody' where id = $1`,
  `update conversation set outcome = '' where id = $1`,
  `update conversation set channel = 'fax' where id = $1`,
  `update conversation set last_sequence = last_sequence + 1 where id = $1`,
  `update conversation set rating = '[]' where id = $1`,
  `delete from message where conversation_id = $1 and sequence = 2`,
  `delete from message where conversation_id = $1`,
  `update message set more = '[]' where conversation_id = $1 and sequence = 1`,
  `update message set sender = 'nobody' where conversation_id = $1 and sequence = 1`,
];

/** One conversation is damaged, looked at, and put back as it was. */
export function damageRows({ environment }: Ground): Damager {
  return {
    async damage(ids, number, log) {
      const id = ids[number % ids.length];
      if (!id) throw new Error('there is no conversation to damage');
      const client = new pg.Client({ connectionString: environment.DATABASE_URL });
      await client.connect();
      const conversation = await client.query('select to_json(c) as row from conversation c where id = $1', [
        id,
      ]);
      const messages = await client.query(
        'select coalesce(json_agg(m), $2::json) as rows from message m where conversation_id = $1',
        [id, '[]'],
      );
      await client.query(mutations[number % mutations.length] ?? '', [id]);
      const opened = await openStoreOf(environment, systemClock, log);
      return {
        hurt: [id],
        store: opened.store,
        async undo() {
          await opened.close();
          await client.query('begin');
          await client.query('delete from message where conversation_id = $1', [id]);
          await client.query('delete from conversation where id = $1', [id]);
          await putBack(client, 'conversation', [conversation.rows[0]?.row]);
          await putBack(client, 'message', messages.rows[0]?.rows);
          await client.query('commit');
          await client.end();
        },
      };
    },
  };
}

/** Without the columns that the database makes of the others. */
async function putBack(client: pg.Client, table: 'conversation' | 'message', rows: unknown): Promise<void> {
  const { rows: found } = await client.query<{ columns: string }>(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
      where table_name = $1 and table_schema = current_schema and is_generated = 'NEVER'`,
    [table],
  );
  const columns = found[0]?.columns ?? '';
  const text = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`;
  await client.query(text, [JSON.stringify(rows)]);
}
