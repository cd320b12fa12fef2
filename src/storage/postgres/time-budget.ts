import { AsyncLocalStorage } from 'node:async_hooks';
import { Failure } from '../../failure.ts';
import type { Database } from './database.ts';

interface Budget {
  /** In milliseconds. */
  left: number;
  /** What the work has started and left behind, e.g. a timer, is not held to it any more. */
  over: boolean;
}

const budgets = new AsyncLocalStorage<Budget | undefined>();

/** All statements of `work` together wait so many milliseconds for the database at the most. */
export async function withinDatabaseTime<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const budget = { left: milliseconds, over: false };
  try {
    return await budgets.run(budget, work);
  } finally {
    budget.over = true;
  }
}

/** For what a turn only sets going and others wait for, too: it is done also when the turn has used up its time. */
export function besideDatabaseTime<T>(work: () => T): T {
  return budgets.run(undefined, work);
}

/** A database whose statements are not held to the time of whichever turn happened to set them going. */
export function besideTurns(database: Database): Database {
  return {
    ...database,
    run: (statement, values) => besideDatabaseTime(() => database.run(statement, values)),
  };
}

/**
 * Runs one statement, no longer than what is left. Throws `Failure('database-unreachable')` when that is used up; whether
 * the statement was carried out is not known then, and the sender's de-duplication key makes asking again safe.
 */
export async function limitToBudget<T>(statement: () => Promise<T>): Promise<T> {
  const budget = budgets.getStore();
  if (!budget || budget.over) return statement();
  if (budget.left <= 0) throw tooSlow();
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), budget.left);
  });
  try {
    return await Promise.race([statement(), timeout]);
  } finally {
    clearTimeout(timer);
    budget.left -= performance.now() - began;
  }
}

function tooSlow(): Failure {
  return new Failure(
    'database-unreachable',
    'The database is too slow',
    'Look at its load and locks; no restart is needed.',
  );
}
