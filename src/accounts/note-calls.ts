import type { Clock } from '../time-and-chance.ts';
import type { AccountService } from './account-service.ts';
import { type AccountCall, noteCall } from './one-budget.ts';

/** The same service; which call a turn made, how it was answered and how long that took is noted for the turn. */
export function notingCalls(service: AccountService, clock: Clock): AccountService {
  return {
    startVerification: noted('startVerification', service.startVerification),
    resendCode: noted('resendCode', service.resendCode),
    progress: noted('progress', service.progress),
    accountStatus: noted('accountStatus', service.accountStatus),
    cancel: noted('cancel', service.cancel),
    permitNotices: noted('permitNotices', service.permitNotices),
    sendNotice: noted('sendNotice', service.sendNotice),
    withdrawNotices: noted('withdrawNotices', service.withdrawNotices),
  };

  function noted<Given extends unknown[], Answer extends { readonly kind: string }>(
    operation: keyof AccountService,
    call: (...given: Given) => Promise<Answer>,
  ): (...given: Given) => Promise<Answer> {
    return async (...given) => {
      const began = clock.now();
      const answer = await call.apply(service, given);
      // The kind only: what the account service knows of somebody stays out of the chat's record.
      noteCall({ operation, answer: answer.kind, took: clock.now() - began } satisfies AccountCall);
      return answer;
    };
  }
}
