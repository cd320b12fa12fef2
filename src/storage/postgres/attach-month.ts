import type { PoolClient } from 'pg';
import { Failure } from '../../failure.ts';
import { errorCode } from '../error-code.ts';
import type { Month } from './months.ts';

/** Whoever needs the table waits no longer than this for us to get our lock. */
const briefly = `begin; set local lock_timeout = '1s'`;

/** Makes the partition. PostgreSQL looks through the default one first, unless that is known to hold nothing of the month. */
export async function attach(client: PoolClient, { name, keptOut, from, to }: Month): Promise<void> {
  await client.query(briefly);
  await client.query(
    `create table if not exists ${name} partition of message for values from ('${from}') to ('${to}')`,
  );
  await client.query(`alter table message_default drop constraint if exists ${keptOut}; commit`);
}

/** Says that the default partition holds nothing of the month; so far it is only seen to for what is written from now on. */
export async function keepOut(client: PoolClient, { keptOut, from, to }: Month): Promise<void> {
  await client.query(`${briefly}; alter table message_default
    add constraint ${keptOut} check (at < '${from}' or at >= '${to}') not valid; commit`);
}

export async function letIn(client: PoolClient, { keptOut }: Month): Promise<void> {
  await client.query(`${briefly}; alter table message_default drop constraint if exists ${keptOut}; commit`);
}

/** 23514: the default partition holds messages of that month. 42P07: another process was faster. */
export function mayWait(error: unknown): boolean {
  return error instanceof Failure || ['23514', '42P07'].includes(errorCode(error) ?? '');
}
