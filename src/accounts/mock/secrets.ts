import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../failure.ts';
import type { Random } from '../../time-and-chance.ts';

/** Hashes and tokens under a key that lies beside the state, not in it. */
export interface Secrets {
  /** Keyed hash, hex; `purpose` keeps hashes of different kinds apart. */
  hash(purpose: string, ...parts: string[]): string;
  /** The address of a verification's one-time page; 128 bits that only this key can make. */
  pageToken(verification: string): string;
  /** The verification a page token belongs to, or undefined for a token that we never made. */
  verificationOf(token: string): string | undefined;
  /** 128 bits of chance, URL-safe. */
  newId(): string;
  /** Six digits, every one of the million equally likely. */
  newCode(): string;
}

/** Opens the key of a data folder; makes it at the first start (mode 0600). */
export async function openSecrets(dataDir: string, random: Random): Promise<Secrets> {
  const key = await loadKey(dataDir, random);
  const mac = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  const pageToken = (verification: string) =>
    `${verification}.${mac('page', verification).subarray(0, 16).toString('base64url')}`;

  return {
    hash: (...parts) => mac(...parts).toString('hex'),
    pageToken,
    verificationOf(token) {
      const verification = token.split('.')[0] ?? '';
      return sameText(token, pageToken(verification)) ? verification : undefined;
    },
    newId: () => Buffer.from(random.bytes(16)).toString('base64url'),
    newCode: () => newCode(random),
  };
}

/** Compares without telling by its duration how much was right. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function newCode(random: Random): string {
  // Numbers past the last whole million are drawn again: otherwise low codes would come a little more often.
  const limit = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  for (;;) {
    const number = Buffer.from(random.bytes(4)).readUInt32BE();
    if (number < limit) return String(number % 1_000_000).padStart(6, '0');
  }
}

async function loadKey(dataDir: string, random: Random): Promise<Buffer> {
  const file = join(dataDir, 'key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    await writeFile(file, Buffer.from(random.bytes(32)).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(await readFile(file, 'utf8'), 'base64url');
  if (key.length === 32) return key;
  throw new Failure('document-damaged', `${file} is damaged`, 'Put back a copy of it, or remove the folder.');
}
