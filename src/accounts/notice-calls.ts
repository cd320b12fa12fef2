import type { AccountService, PermittedNotices, SentNotice, WithdrawnNotices } from './account-service.ts';
import type { Send } from './http-transport.ts';
import { codeOf, reach, read, unexpected } from './reach.ts';
import { acceptedAnswer, permittedAnswer, withdrawnAnswer } from './service-answers.ts';

type NoticeCalls = Pick<AccountService, 'permitNotices' | 'sendNotice' | 'withdrawNotices'>;

/** The part of the account service that tells owners of news in the chat. */
export function createNoticeCalls(send: Send): NoticeCalls {
  return {
    permitNotices: (verification, key, within) =>
      reach(async (): Promise<PermittedNotices> => {
        const path = `/v1/verifications/${encodeURIComponent(verification)}/notice-permission`;
        const answer = await send({ method: 'POST', path, key }, within);
        if (answer.status === 201) return { kind: 'permitted', ...read(permittedAnswer, answer) };
        const code = codeOf(answer);
        if (code === 'not-verified' || code === 'not-found') return { kind: 'notVerified' };
        throw unexpected(answer);
      }),

    sendNotice: (permission, key, within) =>
      reach(async (): Promise<SentNotice> => {
        const answer = await send({ method: 'POST', path: `${pathOf(permission)}/notices`, key }, within);
        if (answer.status === 202) return read(acceptedAnswer, answer);
        switch (codeOf(answer)) {
          case 'too-many-notices':
            return { kind: 'tooManyNotices' };
          case 'not-found':
            return { kind: 'notPermitted' };
          default:
            throw unexpected(answer);
        }
      }),

    withdrawNotices: (permission, key, within) =>
      reach(async (): Promise<WithdrawnNotices> => {
        const answer = await send({ method: 'DELETE', path: pathOf(permission), key }, within);
        if (answer.status === 200) return read(withdrawnAnswer, answer);
        if (codeOf(answer) === 'not-found') return { kind: 'withdrawn' };
        throw unexpected(answer);
      }),
  };
}

function pathOf(permission: string): string {
  return `/v1/notice-permissions/${encodeURIComponent(permission)}`;
}
