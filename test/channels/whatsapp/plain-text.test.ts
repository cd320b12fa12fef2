import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/channels/whatsapp/plain-text.ts';

/** A pair of single marks around something, free on its outer sides: what WhatsApp turns into formatting. */
const formatting = /(?<![\p{L}\p{N}*_~`])([*_~`])(?=[^\s*_~`])[^\n]*[^\s*_~`]\1(?![\p{L}\p{N}*_~`])/u;

describe('a text on WhatsApp', () => {
  it.each([
    '3299********0001 dan ********0077',
    'Ketik *123# lalu *888#',
    'a_b_c, 5 * 3 * 2 = 30, ~10 menit',
    'Pengaturan > Akun > Sandi',
    '*Baris satu\nbaris dua*',
  ])('%s stays as it is', text => expect(plainText(text)).toBe(text));

  it.each([
    ['*tebal*', '∗tebal∗'],
    ['(_miring_), ~coret~', '(＿miring＿), ∼coret∼'],
    ['**dua** dan `kode`', '∗∗dua∗∗ dan ˋkodeˋ'],
    ['> kutipan', '› kutipan'],
  ])('%s looks the same and is not formatted', (text, seen) => expect(plainText(text)).toBe(seen));

  it('is never formatted, whatever the marks are around', () => {
    const parts = array(constantFrom('*', '_', '~', '`', ' ', 'a', '9', '(', '.', '\n', 'é', '**'), {
      maxLength: 40,
    });
    assert(
      property(parts, all => {
        expect(plainText(all.join(''))).not.toMatch(formatting);
      }),
      { numRuns: 2_000 },
    );
  });
});
