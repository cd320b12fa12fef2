import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from './time-and-chance.ts';

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1; 128 MiB and some tenths of a second each. */
export const fullCost = 17;

/** `scrypt$<log2 N>$<salt>$<hash>`, base64url. `cost` is the log2 of N. */
export async function hashPassword(password: string, random: Random, cost = fullCost): Promise<string> {
  const salt = Buffer.from(random.bytes(16));
  const key = await derive(password, salt, cost);
  return ['scrypt', cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes as long without a stored hash as with one, so that time does not tell whether there is one. */
export async function passwordMatches(
  password: string,
  stored: string | undefined,
  cost = fullCost,
): Promise<boolean> {
  const { salt, key, ...known } = parse(stored) ?? { salt: Buffer.alloc(16), key: undefined, cost };
  const derived = await derive(password, salt, known.cost);
  return key !== undefined && timingSafeEqual(derived, key);
}

function parse(stored: string | undefined): { cost: number; salt: Buffer; key: Buffer } | undefined {
  const [, cost, salt, key] = stored?.split('$') ?? [];
  if (cost === undefined || salt === undefined || key === undefined) return undefined;
  return { cost: Number(cost), salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') };
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
