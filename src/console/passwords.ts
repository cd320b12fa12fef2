import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { HttpError } from '../http/http-error.ts';
import type { Random } from '../time-and-chance.ts';

/** Short enough to be typed, long enough to withstand guessing (NIST 800-63B-4 asks for 15 without and 8 with a second factor). */
export const shortestPassword = 12;

/** Longer ones only cost time. In UTF-16 units. */
export const longestPassword = 256;

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1; 128 MiB and some tenths of a second each. */
const fullCost = 17;

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
  return { hash, matches };

  async function hash(password: string): Promise<string> {
    const salt = Buffer.from(random.bytes(16));
    const key = await inTurn(() => derive(password, salt, cost));
    return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
  }

  async function matches(password: string, stored: string | undefined): Promise<boolean> {
    const { salt, key, ...known } = parse(stored) ?? { salt: Buffer.alloc(16), key: undefined, cost };
    const derived = await inTurn(() => derive(password, salt, known.cost));
    return key !== undefined && timingSafeEqual(derived, key);
  }

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

function parse(stored: string | undefined): { cost: number; salt: Buffer; key: Buffer } | undefined {
  const [, cost, salt, key] = stored?.split('$') ?? [];
  if (cost === undefined || salt === undefined || key === undefined) return undefined;
  return {
    cost: Number(cost),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  };
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** (cost + 11) };
  return new Promise((resolve, reject) => {
    // NFKC: the same characters typed on another keyboard must give the same hash.
    scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
