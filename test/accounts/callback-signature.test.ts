import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signCallback, verifyCallback } from '../../src/accounts/callback-signature.ts';
import { FakeClock } from '../support/fake-clock.ts';

const secret = 'rahasia-panggilan-balik-percobaan-0123456789';
const body = '{"id":"1"}';

describe('the signature of a callback', () => {
  it('is the HMAC of time and body that anybody with the secret can compute', () => {
    const clock = new FakeClock();
    const seconds = clock.now() / 1000;
    const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    expect(signCallback(body, secret, clock)).toBe(`t=${seconds},v1=${expected}`);
  });

  it('is valid for the bytes that were signed, whatever they are', () => {
    const clock = new FakeClock();
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        expect(verifyCallback(bytes, signCallback(bytes, secret, clock), secret, clock)).toEqual({
          kind: 'valid',
        });
      }),
    );
  });

  it('is invalid as soon as one character of it changes', () => {
    const clock = new FakeClock();
    const good = signCallback(body, secret, clock);
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom(...'0123456789abcdefABCDEF=,tv \u0660'),
        (at, other) => {
          fc.pre(good[at] !== other);
          const changed = good.slice(0, at) + other + good.slice(at + 1);
          expect(verifyCallback(body, changed, secret, clock).kind).toBe('invalid');
        },
      ),
    );
  });

  it.each([
    ['missing', undefined, 'missing'],
    ['empty', '', 'missing'],
    ['another scheme', 'sha256=abc', 'malformed'],
    ['cut short', (good: string) => good.slice(0, -1), 'malformed'],
    ['too long', (good: string) => `${good}0`, 'malformed'],
    ['in upper case', (good: string) => good.replace(/v1=.*/, digits => digits.toUpperCase()), 'malformed'],
    ['without a time', (good: string) => good.replace(/^t=\d+,/, ''), 'malformed'],
    ['with another time', (good: string) => good.replace(/^t=\d/, 't=2'), 'mismatch'],
  ] as const)('is refused when it is %s', (_name, header, because) => {
    const clock = new FakeClock();
    const given = typeof header === 'function' ? header(signCallback(body, secret, clock)) : header;
    expect(verifyCallback(body, given, secret, clock)).toEqual({ kind: 'invalid', because });
  });

  it('is refused with another secret or another body', () => {
    const clock = new FakeClock();
    const good = signCallback(body, secret, clock);
    const mismatch = { kind: 'invalid', because: 'mismatch' };
    expect(verifyCallback(body, good, `${secret}x`, clock)).toEqual(mismatch);
    expect(verifyCallback(`${body} `, good, secret, clock)).toEqual(mismatch);
  });

  it('holds for five minutes and no longer, in both directions', async () => {
    const clock = new FakeClock();
    const good = signCallback(body, secret, clock);
    await clock.advance(5 * 60_000);
    expect(verifyCallback(body, good, secret, clock)).toEqual({ kind: 'valid' });
    await clock.advance(1_000);
    expect(verifyCallback(body, good, secret, clock)).toEqual({ kind: 'invalid', because: 'stale' });
    const future = new FakeClock('2026-03-12T01:54:59.000Z');
    expect(verifyCallback(body, good, secret, future)).toEqual({ kind: 'invalid', because: 'stale' });
  });
});
