import { createHmac, timingSafeEqual } from 'node:crypto';

/** As authenticator apps expect it when nothing else is said: RFC 6238 with SHA-1, 6 digits, 30 seconds. */
export const digits = 6;
const stepSeconds = 30;

/** Clocks of telephones are wrong by half a minute at the most. */
const tolerance = 1;

/** @param now milliseconds since the epoch */
export function stepAt(now: number): number {
  return Math.floor(now / 1_000 / stepSeconds);
}

/** RFC 4226: the code of one step. */
export function codeAt(secret: Uint8Array, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** length).padStart(length, '0');
}

/**
 * The step whose code this is, of those around `now`. Every one is compared, so that time does not tell how near a guess
 * was. Whoever asks has to refuse a step that was used before.
 */
export function stepOf(code: string, secret: Uint8Array, now: number): number | undefined {
  const current = stepAt(now);
  const steps = Array.from({ length: 2 * tolerance + 1 }, (_, index) => current - tolerance + index);
  return steps.filter(step => equal(codeAt(secret, step), code)).at(-1);
}

function equal(expected: string, given: string): boolean {
  const bytes = Buffer.from(given);
  return bytes.length === expected.length && timingSafeEqual(Buffer.from(expected), bytes);
}
