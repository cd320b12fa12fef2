import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '../../time-and-chance.ts';

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1. */
const fullCost = 17;

/** The seed's passwords stand in the repository for all to read: a high price would only slow the first start. */
export const publishedPasswordCost = 10;

/** `scrypt$<log2 N>$<salt>$<hash>`, base64url. */
export async function hashPassword(password: string, random: Random, cost = fullCost): Promise<string> {
  const salt = Buffer.from(random.bytes(16));
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [, cost, salt, hash] = stored.split('$');
  if (cost === undefined || salt === undefined || hash === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
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
