import type { PoolClient } from 'pg';
import type { Log } from '../../log.ts';
import { errorCode } from '../error-code.ts';
import { attach, keepOut, letIn, mayWait } from './attach-month.ts';
import { openDatabase } from './database.ts';
import type { Month } from './months.ts';

/** Any number that no other program uses for an advisory lock in this database. */
const patientLock = 7_566_020;

/**
 * Makes the partitions of months to come where the default partition is so full that looking through it would keep turns
 * waiting. A constraint says first that it holds nothing of that month; this is checked beside the turns, and PostgreSQL
 * then attaches the month without looking. One process at a time does it; where it was broken off the next one goes on.
 * `url` leads past any transaction pooler: the lock belongs to a session.
 */
export async function makePartitionsPatiently(
  url: string,
  months: readonly Month[],
  log: Log,
): Promise<void> {
  if (months.length === 0) return;
  const patient = openDatabase({ url, log, connections: 1, patient: true });
  try {
    await patient.withClient(async client => {
      if (!(await takeLock(client))) return;
      for (const month of months) if (await make(client, month)) log.info(`partition ${month.name} made`);
    });
  } catch (error) {
    if (!mayWait(error)) throw error;
    log.warn('months to come have no partition yet', { error });
  } finally {
    await patient.close();
  }
}

/** Until the connection is closed. */
async function takeLock(client: PoolClient): Promise<boolean> {
  const text = 'select pg_try_advisory_lock($1) as taken';
  const { rows } = await client.query<{ taken: boolean }>(text, [patientLock]);
  return rows[0]?.taken ?? false;
}

/** Answers false when the default partition holds messages of that month, which then stays there. */
async function make(client: PoolClient, month: Month): Promise<boolean> {
  if (await hasMessagesOf(client, month)) return false;
  if (!(await isKeptOut(client, month))) await keepOut(client, month);
  try {
    // Waits for whoever cleans up the table, and keeps no reader or writer waiting.
    await client.query(`alter table message_default validate constraint ${month.keptOut}`);
  } catch (error) {
    if (errorCode(error) !== '23514') throw error;
    await letIn(client, month);
    return false;
  }
  await attach(client, month);
  return true;
}

async function hasMessagesOf(client: PoolClient, { from, to }: Month): Promise<boolean> {
  const text = 'select exists (select from message_default where at >= $1 and at < $2) as filled';
  const { rows } = await client.query<{ filled: boolean }>(text, [from, to]);
  return rows[0]?.filled ?? true;
}

async function isKeptOut(client: PoolClient, { keptOut }: Month): Promise<boolean> {
  const { rows } = await client.query('select from pg_constraint where conname = $1', [keptOut]);
  return rows.length > 0;
}
