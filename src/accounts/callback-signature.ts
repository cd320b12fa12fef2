import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../time-and-chance.ts';

/** `X-Account-Signature: t=<unix seconds>,v1=<hex HMAC-SHA-256 of "t.body">`: the scheme of Stripe's webhooks. */
export const signatureHeader = 'x-account-signature';

/** Older or younger than this (ms) and a callback is refused, so that a recorded one cannot be played again later. */
export const replayWindow = 5 * 60_000;

export type SignatureCheck =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly because: 'missing' | 'malformed' | 'stale' | 'mismatch' };

/** The value of the header for a body that is about to be sent. */
export function signCallback(body: string | Uint8Array, secret: string, clock: Clock): string {
  const seconds = Math.floor(clock.now() / 1000);
  return `t=${seconds},v1=${mac(seconds, body, secret).toString('hex')}`;
}

/** Checks a header against the bytes as they came, before anything parses them. */
export function verifyCallback(
  rawBody: string | Uint8Array,
  header: string | undefined,
  secret: string,
  clock: Clock,
): SignatureCheck {
  if (header === undefined || header === '') return { kind: 'invalid', because: 'missing' };
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!parts) return { kind: 'invalid', because: 'malformed' };
  const seconds = Number(parts[1]);
  // The signature first: how far the clock is off is nothing to tell somebody without the secret.
  if (!timingSafeEqual(Buffer.from(parts[2] ?? '', 'hex'), mac(seconds, rawBody, secret))) {
    return { kind: 'invalid', because: 'mismatch' };
  }
  if (Math.abs(clock.now() - seconds * 1000) > replayWindow) return { kind: 'invalid', because: 'stale' };
  return { kind: 'valid' };
}

function mac(seconds: number, body: string | Uint8Array, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}
