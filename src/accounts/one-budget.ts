import { AsyncLocalStorage } from 'node:async_hooks';
import type { AccountService } from './account-service.ts';

/** One of the calls that a turn made. */
export interface AccountCall {
  readonly operation: keyof AccountService;
  /** The kind of the answer, e.g. `started` or `unreachable`. */
  readonly answer: string;
  /** In milliseconds. */
  readonly took: number;
}

interface Budget {
  deadline?: AbortSignal;
  readonly calls: AccountCall[];
}

const current = new AsyncLocalStorage<Budget>();

/**
 * All calls of the account service that are made within `run` share the time of one: whoever waits for the answer to one
 * message does not care how many calls it needs.
 */
export function withinOneBudget<T>(run: () => Promise<T>): Promise<T> {
  return current.run({ calls: [] }, run);
}

/** The end of a call: `milliseconds` from now, or what the first call within the same budget has left. */
export function deadlineOfCall(milliseconds: number): AbortSignal {
  const budget = current.getStore();
  if (!budget) return AbortSignal.timeout(milliseconds);
  budget.deadline ??= AbortSignal.timeout(milliseconds);
  return budget.deadline;
}

export function noteCall(call: AccountCall): void {
  current.getStore()?.calls.push(call);
}

/** Of what runs within this budget, in the order in which they ended. */
export function callsWithinBudget(): readonly AccountCall[] {
  return [...(current.getStore()?.calls ?? [])];
}
