import { Failure } from '../../failure.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Database } from './database.ts';
import { explainDatabaseError } from './database-errors.ts';

/** A database that may be away, also at start; whoever uses it meanwhile is told why. */
export interface PreparedDatabase extends Database {
  /** Throws what keeps work from being done at the moment: away, refused, read-only, of a newer version. */
  check(): Promise<void>;
}

interface Options {
  readonly database: Database;
  /** Run until it succeeds once, e.g. to migrate; before that no statement is. */
  readonly prepare: () => Promise<void>;
  /** Called once, when it has been prepared. */
  readonly prepared: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** In milliseconds, both. */
const tryEvery = 2_000;
const startWaits = 5_000;

/**
 * Tries to prepare the database; when that does not work, the process goes on and tries again every 2 seconds. An
 * operator who corrects the server needs no restart of the assistant. A migration that takes long goes on beside the
 * start: without a port and its health, whoever watches over the process would end it in the middle.
 */
export async function prepareDatabase(options: Options): Promise<PreparedDatabase> {
  const { database, prepare, prepared, clock, log } = options;
  let trouble: unknown;
  let stopTrying = () => {};
  let closed = false;
  await Promise.race([attempt(), startAnyway()]);

  return {
    async run(statement, values) {
      if (trouble) throw trouble;
      return database.run(statement, values);
    },
    async withClient(work) {
      if (trouble) throw trouble;
      return database.withClient(work);
    },
    check,
    close() {
      closed = true;
      stopTrying();
      return database.close();
    },
  };

  /** Resolves when the start has waited long enough for the first attempt. */
  function startAnyway(): Promise<void> {
    return new Promise(resolve => {
      stopTrying = clock.after(startWaits, () => {
        trouble = preparing;
        log.warn('the database is still being prepared', { error: preparing });
        resolve();
      });
    });
  }

  async function attempt(): Promise<void> {
    try {
      await prepare();
    } catch (error) {
      stopTrying();
      // One line for each new reason, not for each try.
      if (codeOf(error) !== codeOf(trouble)) log.error('the database is not ready', { error });
      trouble = error;
      if (!closed) stopTrying = clock.after(tryEvery, () => void attempt());
      return;
    }
    stopTrying();
    if (trouble) log.info('the database is ready');
    trouble = undefined;
    if (!closed) prepared();
  }

  async function check(): Promise<void> {
    if (trouble) throw trouble;
    const [row] = await database.run<{ read_only: boolean }>(askReadOnly, []);
    if (row?.read_only) throw explainDatabaseError(readOnly);
  }
}

const preparing = new Failure(
  'database-preparing',
  'The database is still being prepared: migrations are under way',
  'Wait for them; no restart is needed.',
);

const askReadOnly = {
  name: 'ask-read-only',
  text: "select current_setting('transaction_read_only') = 'on' as read_only",
};

const readOnly = Object.assign(new Error('read-only'), { code: '25006' });

function codeOf(error: unknown): string | undefined {
  return error instanceof Failure ? error.code : undefined;
}
