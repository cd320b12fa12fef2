import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Failure } from './failure.ts';
import type { Random } from './time-and-chance.ts';

const secretNames = [
  'SEAL_KEY',
  'DIRECTLINE_SECRET',
  'TOKEN_KEY',
  'ACCOUNT_API_KEY',
  'ACCOUNT_CALLBACK_SECRET',
] as const;
export type SecretName = (typeof secretNames)[number];

/** Shorter secrets can be guessed; 32 characters of base64url are 192 bits. */
const shortestSecret = 32;

/** What was given, completed by what was made. Throws `Failure('config-invalid')` for a missing or short one. */
export function collectSecrets(
  given: Partial<Record<SecretName, string | undefined>>,
  made: Partial<Record<SecretName, string>>,
): Record<SecretName, string> {
  return Object.fromEntries(
    secretNames.map(name => {
      const secret = given[name] ?? made[name];
      if (secret === undefined || secret.length < shortestSecret) {
        throw new Failure(
          'config-invalid',
          `${name} is ${secret === undefined ? 'missing' : 'too short'}`,
          `Set ${name} to at least ${shortestSecret} random characters, e.g. from: openssl rand -base64 33`,
        );
      }
      return [name, secret];
    }),
  ) as Record<SecretName, string>;
}

/** In development secrets are made once and kept, so that tokens and sealed slots survive a restart. */
export function developmentSecrets(dataDir: string, random: Random): Partial<Record<SecretName, string>> {
  const file = resolve(dataDir, 'development-secrets.json');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const kept = readKept(file);
    const complete = Object.fromEntries(
      secretNames.map(name => [name, kept[name] ?? Buffer.from(random.bytes(33)).toString('base64url')]),
    );
    // Workers read it at the same moment: written only when something was made.
    if (secretNames.some(name => kept[name] === undefined)) {
      writeFileSync(file, `${JSON.stringify(complete, null, 2)}\n`, { mode: 0o600 });
    }
    chmodSync(file, 0o600);
    return complete;
  } catch (error) {
    throw new Failure(
      'data-dir-not-writable',
      `Cannot keep the development secrets in ${file}`,
      `Make ${dataDir} writable for this user, or set DATA_DIR to a folder that is.`,
      error,
    );
  }
}

function readKept(file: string): Partial<Record<string, string>> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
