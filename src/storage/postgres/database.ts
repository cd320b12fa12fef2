import { setTimeout as pause } from 'node:timers/promises';
import pg, { type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import type { Log } from '../../log.ts';
import { errorCode } from '../error-code.ts';
import { explainDatabaseError } from './database-errors.ts';
import { limitToBudget } from './time-budget.ts';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name`. */
  readonly url: string;
  readonly log: Log;
  /** Connections of this process at the most. */
  readonly connections?: number;
  /** True behind a transaction pooler: it carries neither prepared statements nor settings of a session over. */
  readonly pooled?: boolean;
  /** For work that may take its time: migrations, commands of an operator. */
  readonly patient?: boolean;
}

/** A statement with a name: the server parses and plans it once a connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A pool of connections. Every error that leaves it is a `Failure` that an operator can act on, or a mistake of ours. */
export interface Database {
  run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]>;
  /** One connection for work that needs several statements; it goes back afterwards. */
  withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** In milliseconds, all. Longer than any statement of a turn takes: a database that hangs must not hang the user. */
const statementTimeout = 1_500;
const connectTimeout = 1_500;
/** The server may have forgotten us (failing over, a cut cable): then no answer comes at all. */
const answerTimeout = 2_000;

/** A server that became read-only or silent is left at once, but not by every statement of the same moment anew. */
const renewEvery = 1_000;

export function openDatabase(options: DatabaseOptions): Database {
  const { pooled = false } = options;
  let pool = openPool(options);
  let renewedAt = Number.NEGATIVE_INFINITY;
  const leaving = new Set<Promise<void>>();
  let ended: Promise<void> | undefined;

  return {
    async run<Row extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) {
      const query: QueryConfig = { text, values: [...values], ...(pooled ? {} : { name }) };
      try {
        return (await limitToBudget(() => ask<Row>(query))).rows;
      } catch (error) {
        throw explainDatabaseError(error);
      }
    },

    async withClient(work) {
      const client = await pool.connect().catch(fail);
      client.on('error', leaveToNextStatement);
      try {
        const result = await work(client);
        client.off('error', leaveToNextStatement);
        client.release();
        return result;
      } catch (error) {
        // Whatever state the connection is in, nobody else gets it.
        client.release(true);
        throw explainDatabaseError(error);
      }
    },

    close: () => {
      ended ??= Promise.race([
        Promise.all([pool.end(), ...leaving]),
        pause(answerTimeout, undefined, { ref: false }),
      ]).then(() => {});
      return ended;
    },
  };

  /**
   * After failing over old connections lead to what is a standby now, or to nobody; the address leads to the new primary.
   * A standby has done nothing, so that it can be asked again; of a server that is silent this is not known.
   */
  async function ask<Row extends QueryResultRow>(query: QueryConfig): Promise<pg.QueryResult<Row>> {
    try {
      return await pool.query<Row>(query);
    } catch (error) {
      if (isReadOnly(error) && renew()) return pool.query<Row>(query);
      if (isSilence(error)) renew();
      throw error;
    }
  }

  function renew(): boolean {
    if (ended || performance.now() - renewedAt < renewEvery) return false;
    renewedAt = performance.now();
    const left = pool.end().finally(() => leaving.delete(left));
    leaving.add(left);
    pool = openPool(options);
    return true;
  }
}

function openPool({ url, log, connections = 10, pooled = false, patient = false }: DatabaseOptions): pg.Pool {
  const limits = patient ? {} : { query_timeout: answerTimeout };
  // A pooler refuses a client that brings settings for the session it does not own.
  const ofSession = { statement_timeout: statementTimeout, idle_in_transaction_session_timeout: 10_000 };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: 'jmo-login-assistant',
    ...limits,
    ...(!patient && !pooled && ofSession),
  });
  // An idle connection that the server closes is replaced by the pool; unheard, the event would end the process.
  pool.on('error', error =>
    log.warn('a database connection was lost', { error: explainDatabaseError(error) }),
  );
  return pool;
}

function isReadOnly(error: unknown): boolean {
  return errorCode(error) === '25006';
}

/** The server ends a statement that takes too long before this: it does not even do that. The driver has no code for it. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout';
}

/** A connection that is lost between two statements fails the next one; unheard, the event would end the process. */
function leaveToNextStatement(): void {}

function fail(error: unknown): never {
  throw explainDatabaseError(error);
}
