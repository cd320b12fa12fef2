import { createHash } from 'node:crypto';
import type { Random } from '../../time-and-chance.ts';
import { base32 } from './base32.ts';

const howMany = 10;

/** 80 bits each: chance enough for a plain hash, short enough to be typed from paper. */
const bytes = 10;

/** For whoever has lost the telephone: `ABCD-EFGH-IJKL-MNOP`, each good for one log-in. */
export function makeRecoveryCodes(random: Random): readonly string[] {
  return Array.from({ length: howMany }, () => {
    const code = base32(random.bytes(bytes));
    return (code.match(/.{4}/g) ?? []).join('-');
  });
}

/** What is kept of one. However it is typed: lower case, without the dashes, with a blank at the end. */
export function hashOfRecoveryCode(code: string): string {
  const plain = code.toUpperCase().replace(/[^A-Z2-7]/g, '');
  return createHash('sha256').update(plain).digest('base64url');
}
