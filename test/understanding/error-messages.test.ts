import { describe, expect, it } from 'vitest';
import { createErrorMessageFinder } from '../../src/understanding/error-messages.ts';
import { compileLexicon } from '../../src/understanding/lexicon.ts';
import { normalize } from '../../src/understanding/normalize.ts';

const lexicon = compileLexicon({ slang: { tidak: ['gk', 'tdk'] }, concepts: {}, address: ['min'] });
const find = createErrorMessageFinder(
  [
    {
      id: 'data-tidak-sesuai',
      says: 'Data yang Anda masukkan tidak sesuai',
      also: ['data tidak sesuai'],
      intent: 'data_mismatch',
    },
    { id: 'kpj-tidak-terdaftar', says: 'Nomor KPJ tidak terdaftar', also: [], intent: 'kpj_not_registered' },
    { id: 'otp-salah', says: 'Kode OTP salah', also: [], intent: 'otp_invalid' },
  ],
  lexicon,
);
const found = (text: string) => find(normalize(text, lexicon));

describe('the catalogue of error messages', () => {
  it('finds a message word for word inside a longer sentence, with certainty', () => {
    expect(found('min tiap login muncul "Data tidak sesuai" terus')).toEqual({
      id: 'data-tidak-sesuai',
      intent: 'data_mismatch',
      similarity: 1,
    });
  });

  it.each([
    ['nomer kpj tdk terdaftar', 'kpj-tidak-terdaftar'],
    ['katanya nomor kpj tidak terdftar', 'kpj-tidak-terdaftar'],
    ['data yg anda masukan tidak sesuai', 'data-tidak-sesuai'],
    ['kode otp slah', 'otp-salah'],
  ])('finds %j although it is misspelt', (text, id) => {
    const message = found(text);
    expect(message?.id).toBe(id);
    expect(message?.similarity).toBeGreaterThanOrEqual(0.8);
    expect(message?.similarity).toBeLessThan(1);
  });

  it.each(['', 'lupa sandi', 'kode otp belum masuk juga', 'data saya ganti alamat', 'x'.repeat(5_000)])(
    'finds nothing in %j',
    text => {
      expect(found(text)).toBeUndefined();
    },
  );

  it('finds nothing when the catalogue is empty', () => {
    expect(createErrorMessageFinder([], lexicon)(['data', 'tidak', 'sesuai'])).toBeUndefined();
  });
});
