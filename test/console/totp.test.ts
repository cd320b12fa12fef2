import { describe, expect, it } from 'vitest';
import { base32 } from '../../src/console/second-factor/base32.ts';
import { codeAt, stepAt, stepOf } from '../../src/console/second-factor/totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('a time-based code', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('after %i seconds is what RFC 6238 says in appendix B', (seconds, code) => {
    expect(codeAt(secret, stepAt(seconds * 1_000), 8)).toBe(code);
    expect(codeAt(secret, stepAt(seconds * 1_000))).toBe(code.slice(2));
  });

  it('has the six digits of RFC 4226, appendix D', () => {
    const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871'];
    expect(codes.map((_, step) => codeAt(secret, step))).toEqual(codes);
  });

  it('fits half a minute early and late, and no longer', () => {
    const now = 1_800_000_000_000;
    const found = [-2, -1, 0, 1, 2].map(
      later => stepOf(codeAt(secret, stepAt(now) + later), secret, now) !== undefined,
    );
    expect(found).toEqual([false, true, true, true, false]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '\u0000'])('is not %j', code => {
    expect(stepOf(code, secret, 59_000)).toBeUndefined();
  });
});

it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j is in base32 what RFC 4648 says, without padding', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});
