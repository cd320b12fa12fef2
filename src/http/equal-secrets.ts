import { createHash, timingSafeEqual } from 'node:crypto';

/** Compared in constant time, whatever the lengths. A header that is missing or came twice equals nothing. */
export function equalSecrets(given: string | readonly string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
