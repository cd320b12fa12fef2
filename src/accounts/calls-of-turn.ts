import type { Clock } from '../time-and-chance.ts';
import type { AccountService, TimeBudget } from './account-service.ts';

/** One of the calls that a turn made. */
export interface AccountCall {
  readonly operation: keyof AccountService;
  /** The kind of the answer, e.g. `started` or `unreachable`. */
  readonly answer: string;
  /** In milliseconds. */
  readonly took: number;
}

export interface CallsOfTurn {
  /** The same service; its calls share the time of one, and are noted. */
  readonly accounts: AccountService;
  /** The calls so far, in the order in which they ended. */
  made(): readonly AccountCall[];
}

/**
 * The account service as one turn uses it: whoever waits for the answer to one message does not care how many calls it needs,
 * and whoever reads the chat later wants to know which were made, how they were answered and how long that took. Handed on by
 * the turn and not through `AsyncLocalStorage`, which makes Node 20 run a hook at every promise of the process.
 */
export function callsOfTurn(service: AccountService, clock: Clock): CallsOfTurn {
  const made: AccountCall[] = [];
  const budget = createTimeBudget();
  return {
    accounts: {
      startVerification: (request, key) =>
        noted('startVerification', service.startVerification(request, key, budget)),
      resendCode: (verification, by, key) =>
        noted('resendCode', service.resendCode(verification, by, key, budget)),
      progress: verification => noted('progress', service.progress(verification, budget)),
      accountStatus: verification => noted('accountStatus', service.accountStatus(verification, budget)),
      cancel: (verification, key) => noted('cancel', service.cancel(verification, key, budget)),
      permitNotices: (verification, key) =>
        noted('permitNotices', service.permitNotices(verification, key, budget)),
      sendNotice: (permission, key) => noted('sendNotice', service.sendNotice(permission, key, budget)),
      withdrawNotices: (permission, key) =>
        noted('withdrawNotices', service.withdrawNotices(permission, key, budget)),
    },
    made: () => [...made],
  };

  async function noted<Answer extends { readonly kind: string }>(
    operation: keyof AccountService,
    call: Promise<Answer>,
  ): Promise<Answer> {
    const began = clock.now();
    const answer = await call;
    // The kind only: what the account service knows of somebody stays out of the chat's record.
    made.push({ operation, answer: answer.kind, took: clock.now() - began });
    return answer;
  }
}

export function createTimeBudget(): TimeBudget {
  let deadline: AbortSignal | undefined;
  return {
    deadline(milliseconds) {
      deadline ??= AbortSignal.timeout(milliseconds);
      return deadline;
    },
  };
}
