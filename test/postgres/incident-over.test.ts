import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { conversationId, take } from '../conversations-store/turns.ts';
import { openAssistant } from '../support/assistant.ts';
import { newDatabase } from './new-database.ts';
import { until, untilReady } from './persistent.ts';
import { secrets } from './two-processes.ts';

const many = 200_000;

it('who waits for the end of an incident is told, among many others who wait, and also who came late', async () => {
  const url = await newDatabase();
  const assistant = await openAssistant({}, { ...secrets, DATABASE_URL: url });
  onTestFinished(assistant.close);
  await untilReady(assistant);
  const id = conversationId('waiting');
  await take(assistant.store, id);
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(() => client.end());
  const setTimers = (name: string, count: number, payload: object | null) =>
    client.query(
      `insert into timer (id, conversation_id, due_at, name, payload)
       select $1 || n, $2, now() + interval '1 day', 'somebody-else', $3 from generate_series(1, $4) n`,
      [name, id, payload && JSON.stringify(payload), count],
    );
  const waiting = async (incident: string) => {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int from timer where payload ->> 'incident' = $1 and due_at > now()`,
      [incident],
    );
    return rows[0]?.count ?? 0;
  };
  // Checking that each has a conversation would take a minute.
  await client.query('set session_replication_role = replica');
  await setTimers('other-', many, null);
  const over = await assistant.incidents.declare({ symptom: 'server_error' });
  await setTimers('told-', 3, { incident: over.id });
  await assistant.incidents.end();
  await until(async () => (await waiting(over.id)) === 0, 'the three are due');
  // The turn of this one began before the end and is committed after it.
  await setTimers('late-', 1, { incident: over.id });
  await until(async () => (await waiting(over.id)) === 0, 'the late one is due, too');
  // One that is declared while another goes on ends that one.
  const next = await assistant.incidents.declare({ symptom: 'login_failed' });
  await setTimers('next-', 1, { incident: next.id });
  await assistant.incidents.declare({ symptom: 'login_failed' }).then(() => assistant.incidents.end());
  await until(async () => (await waiting(next.id)) === 0, 'the one before is over, too');
  const { rows } = await client.query(
    `select count(*)::int from timer where id like 'other-%' and due_at > now()`,
  );
  expect(rows).toEqual([{ count: many }]);
});
