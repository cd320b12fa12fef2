import { HttpError } from '../http/http-error.ts';
import { fullCost, hashPassword, passwordMatches } from '../scrypt.ts';
import type { Random } from '../time-and-chance.ts';

/** Short enough to be typed, long enough to withstand guessing (NIST 800-63B-4 asks for 15 without and 8 with a second factor). */
export const shortestPassword = 12;

/** Longer ones only cost time. In UTF-16 units. */
export const longestPassword = 256;

/** So many passwords may wait to be checked; the next one is told to come again. */
const longestQueue = 20;

export interface Passwords {
  /** `scrypt$<log2 N>$<salt>$<hash>`, base64url. */
  hash(password: string): Promise<string>;
  /** Takes as long without a stored hash as with one. Throws `HttpError` 503 when too many are waiting. */
  matches(password: string, stored: string | undefined): Promise<boolean>;
}

/** One at a time: each takes 128 MiB and a thread of the pool that files are read with. `cost` is the log2 of N. */
export function createPasswords(random: Random, cost = fullCost): Passwords {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    hash: password => inTurn(() => hashPassword(password, random, cost)),
    matches: (password, stored) => inTurn(() => passwordMatches(password, stored, cost)),
  };

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= longestQueue) throw new HttpError(503, { headers: { 'Retry-After': '5' } });
    waiting += 1;
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn.finally(() => {
      waiting -= 1;
    });
  }
}
