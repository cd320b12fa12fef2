import type { Clock } from '../time-and-chance.ts';
import type {
  AccountAnswer,
  AccountService,
  Cancelled,
  Progress,
  ResentCode,
  StartedVerification,
} from './account-service.ts';
import { createCircuit } from './circuit.ts';
import { createTransport } from './http-transport.ts';
import { createNoticeCalls } from './notice-calls.ts';
import { codeOf, reach, read, unexpected } from './reach.ts';
import {
  accountAnswer,
  cancelledAnswer,
  progressAnswer,
  sentAnswer,
  startedAnswer,
} from './service-answers.ts';

export interface HttpAccountServiceOptions {
  /** E.g. `http://127.0.0.1:3979`, without `/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Only for the circuit breaker's pause. Network deadlines are real time: no clock can hurry a socket. */
  readonly clock: Clock;
  /** All attempts of all calls within one budget, in ms: the user must hear something within 3 s. */
  readonly totalMilliseconds?: number;
  /** One attempt, in ms. */
  readonly attemptMilliseconds?: number;
  readonly retries?: number;
  readonly failuresToOpen?: number;
  readonly pauseMilliseconds?: number;
}

/** The account service over HTTP. Never rejects: whatever goes wrong on the way is `unreachable`. */
export function createHttpAccountService({
  baseUrl,
  apiKey,
  clock,
  totalMilliseconds = 2_200,
  attemptMilliseconds = 1_000,
  retries = 2,
  failuresToOpen = 6,
  pauseMilliseconds = 10_000,
}: HttpAccountServiceOptions): AccountService {
  const circuit = createCircuit({ clock, retries, failuresToOpen, pauseMilliseconds });
  const send = createTransport({ baseUrl, apiKey, circuit, totalMilliseconds, attemptMilliseconds });

  return {
    startVerification: ({ nik, kpj, by, purpose, conversation }, key, within) =>
      reach(async (): Promise<StartedVerification> => {
        const body = { nik, kpj, by, purpose, conversation };
        const answer = await send({ method: 'POST', path: '/v1/verifications', body, key }, within);
        if (answer.status === 202) return { kind: 'started', ...read(startedAnswer, answer) };
        switch (codeOf(answer)) {
          case 'malformed-nik':
            return { kind: 'malformed', field: 'nik' };
          case 'malformed-kpj':
            return { kind: 'malformed', field: 'kpj' };
          case 'too-many-codes':
            return { kind: 'tooManyCodes', retryInMinutes: Math.ceil(answer.retryAfter / 60) };
          default:
            throw unexpected(answer);
        }
      }),

    resendCode: (verification, by, key, within) =>
      reach(async (): Promise<ResentCode> => {
        const path = `/v1/verifications/${encodeURIComponent(verification)}/resend`;
        const answer = await send({ method: 'POST', path, body: { by }, key }, within);
        if (answer.status === 202) return { kind: 'sent', ...read(sentAnswer, answer) };
        switch (codeOf(answer)) {
          case 'too-soon':
            return { kind: 'tooSoon', retryInSeconds: answer.retryAfter };
          case 'too-many-codes':
            return { kind: 'tooManyCodes', retryInMinutes: Math.ceil(answer.retryAfter / 60) };
          case 'over':
          case 'not-found':
            return { kind: 'over' };
          default:
            throw unexpected(answer);
        }
      }),

    progress: (verification, within) =>
      reach(async (): Promise<Progress> => {
        const path = `/v1/verifications/${encodeURIComponent(verification)}`;
        const answer = await send({ method: 'GET', path }, within);
        if (answer.status === 200) return read(progressAnswer, answer);
        if (codeOf(answer) === 'not-found') return { kind: 'notFound' };
        throw unexpected(answer);
      }),

    accountStatus: (verification, within) =>
      reach(async (): Promise<AccountAnswer> => {
        const path = `/v1/verifications/${encodeURIComponent(verification)}/account`;
        const answer = await send({ method: 'GET', path }, within);
        if (answer.status === 200) return { kind: 'account', account: read(accountAnswer, answer) };
        const code = codeOf(answer);
        if (code === 'not-verified' || code === 'not-found') return { kind: 'notVerified' };
        throw unexpected(answer);
      }),

    cancel: (verification, key, within) =>
      reach(async (): Promise<Cancelled> => {
        const path = `/v1/verifications/${encodeURIComponent(verification)}`;
        const answer = await send({ method: 'DELETE', path, key }, within);
        if (answer.status === 200) return read(cancelledAnswer, answer);
        if (codeOf(answer) === 'not-found') return { kind: 'cancelled' };
        throw unexpected(answer);
      }),

    ...createNoticeCalls(send),
  };
}
