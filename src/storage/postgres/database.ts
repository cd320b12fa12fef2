import pg, { type PoolClient, type QueryConfig, type QueryResultRow } from 'pg';
import type { Log } from '../../log.ts';
import { explainDatabaseError } from './database-errors.ts';

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name`. */
  readonly url: string;
  readonly log: Log;
  /** Connections of this process at the most. */
  readonly connections?: number;
  /** False behind a transaction pooler that does not carry prepared statements over. */
  readonly prepared?: boolean;
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

/** Longer than any statement of a turn takes; a database that hangs must not hang the user. */
const statementTimeout = 2_000;
const connectTimeout = 2_000;

export function openDatabase({ url, log, connections = 10, prepared = true }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    statement_timeout: statementTimeout,
    // The server may have forgotten us (failing over, a cut cable): then no answer comes at all.
    query_timeout: 2 * statementTimeout,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    application_name: 'jmo-login-assistant',
  });
  // An idle connection that the server closes is replaced by the pool; unheard, the event would end the process.
  pool.on('error', error =>
    log.warn('a database connection was lost', { error: explainDatabaseError(error) }),
  );

  let ended: Promise<void> | undefined;

  return {
    async run<Row extends QueryResultRow>({ name, text }: Statement, values: readonly unknown[]) {
      const query: QueryConfig = { text, values: [...values], ...(prepared ? { name } : {}) };
      try {
        return (await pool.query<Row>(query)).rows;
      } catch (error) {
        throw explainDatabaseError(error);
      }
    },

    async withClient(work) {
      const client = await pool.connect().catch(error => {
        throw explainDatabaseError(error);
      });
      try {
        const result = await work(client);
        client.release();
        return result;
      } catch (error) {
        // Whatever state the connection is in, nobody else gets it.
        client.release(true);
        throw explainDatabaseError(error);
      }
    },

    close: () => {
      ended ??= pool.end();
      return ended;
    },
  };
}
