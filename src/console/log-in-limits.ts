import { createHmac } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpError } from '../http/http-error.ts';
import type { Random } from '../time-and-chance.ts';

export interface LogInLimitSizes {
  /** Wrong tries; an office shares one address. */
  readonly perAddress: number;
  /** Wrong tries for one e-mail address, whether or not somebody has it. */
  readonly perEmail: number;
  readonly seconds: number;
}

export const defaultLogInLimits: LogInLimitSizes = { perAddress: 30, perEmail: 10, seconds: 15 * 60 };

/** Guessing gets slow, a typing error does not. Both `try...` throw `HttpError` 429 with Retry-After. */
export interface LogInLimits {
  tryAddress(address: string): Promise<void>;
  tryEmail(email: string): Promise<void>;
  /** It was the right password: its try does not count. */
  forgive(address: string, email: string): Promise<void>;
}

/** Counts in memory, e-mail addresses only as HMACs. A try is counted before it is checked: many at once are many. */
export function createLogInLimits(
  random: Random,
  { perAddress, perEmail, seconds }: LogInLimitSizes = defaultLogInLimits,
): LogInLimits {
  const addresses = new RateLimiterMemory({ points: perAddress, duration: seconds });
  const emails = new RateLimiterMemory({ points: perEmail, duration: seconds });
  const key = random.bytes(32);
  const nameOf = (email: string) => createHmac('sha256', key).update(email).digest('base64url');

  return {
    tryAddress: address => spend(addresses, address),
    tryEmail: email => spend(emails, nameOf(email)),
    async forgive(address, email) {
      await addresses.reward(address);
      await emails.delete(nameOf(email));
    },
  };
}

/** Tells how long to wait. */
export function tooManyTries(milliseconds: number): HttpError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
  return new HttpError(429, { headers: { 'Retry-After': String(seconds) } });
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooManyTries(refused.msBeforeNext);
  }
}
