import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../src/understanding/clauses.ts';
import { clean } from '../../src/understanding/clean.ts';
import { readContent } from '../../src/understanding/content.ts';
import { adversarialTexts } from './support.ts';

const { lexicon } = readContent('.').content;
const clauses = (text: string) => clausesOf(clean(text), lexicon);
const withStance = (text: string, wanted: string) =>
  clauses(text).flatMap(({ stance, text: said }) => (stance === wanted ? [said] : []));

describe('a denial', () => {
  it.each([
    ['bukan lupa sandi, tapi OTP-nya ga masuk', ['tapi OTP-nya ga masuk']],
    ['bkn lupa pw min tp kodenya gk dateng', ['tp kodenya gk dateng']],
    ['kodenya gak dateng, bukan lupa sandi', ['kodenya gak dateng']],
    ['kodenya gak dateng bukan lupa sandi', ['kodenya gak dateng']],
    ['saya gak lupa password, cuma nomornya udah mati', ['cuma nomornya udah mati']],
    ['bukan lupa sandi dan email, tapi diblokir', ['tapi diblokir']],
    ['bukan masalah sandi atau email, tombolnya macet', ['tombolnya macet']],
    ['bukan kodenya yang telat, emailnya yang mati', ['emailnya yang mati']],
    ['bukan sms, email aja', ['email aja']],
    ['bukan itu maksud saya, saya mau ganti sandi', ['saya mau ganti sandi']],
  ])('in %j leaves %j', (text, meant) => {
    expect(withStance(text, 'meant')).toEqual(meant);
  });

  it.each([
    'susahnya bukan main mau login',
    'saya bukan penerima upah',
    'bukan peserta katanya',
    'bukan punya saya nomornya',
    'ini bukan email saya',
    'bukan cuma lupa sandi',
    'kode tidak masuk',
    'saya tidak bisa login',
    'ini manusia bukan',
  ])('is not heard in %j', text => {
    expect(withStance(text, 'denied')).toEqual([]);
  });
});

describe('a correction', () => {
  it.each([
    ['eh salah, maksudnya email', ['email']],
    ['lewat sms eh salah deng, email aja', ['email aja']],
    ['sms eh salah email', ['email']],
    ['lupa sandi, eh bukan, otpnya gak masuk', ['otpnya gak masuk']],
    ['lupa emil, ralat lupa sandi', ['lupa sandi']],
    ['salah ketik, maksudnya lupa sandi', ['lupa sandi']],
    ['maksud saya kodenya yang gak masuk', ['kodenya yang gak masuk']],
    ['sms, eh maksudku email, eh salah, sms aja', ['sms aja']],
  ])('in %j leaves %j', (text, meant) => {
    expect(withStance(text, 'meant')).toEqual(meant);
  });

  it.each([
    'muncul data tidak sesuai, maksudnya apa',
    'masukin sandi eh salah terus',
    'maksudnya gimana kak',
    'saya salah ketik mulu',
    'cara koreksi nik',
    'lupa sandi, maksudnya',
    'eh salah',
  ])('is not heard in %j', text => {
    expect(withStance(text, 'withdrawn')).toEqual([]);
  });
});

describe('clauses', () => {
  it('know which of them add something', () => {
    expect(
      clauses('lupa sandi, sekalian tanya iuran, terus mau ganti nomor').map(({ adds }) => adds),
    ).toEqual([false, true, true]);
  });

  it('leave numbers and addresses whole', () => {
    expect(clauses('kirim ke budi.aktif@contoh.id, bukan ke sms').map(({ text }) => text)).toEqual([
      'kirim ke budi.aktif@contoh.id',
      'bukan ke sms',
    ]);
  });

  it('are parts of the message in order, whatever it is', () => {
    const word = fc.constantFrom(
      'bukan',
      'eh',
      'salah',
      'maksudnya',
      'dan',
      'lupa',
      'sandi',
      ',',
      '. ',
      'tapi',
      'juga',
    );
    const message = fc.oneof(
      fc.constantFrom(...adversarialTexts),
      fc.string({ unit: 'binary', maxLength: 1_200 }),
      fc.array(word, { maxLength: 120 }).map(words => words.join(' ')),
    );
    fc.assert(
      fc.property(message, text => {
        const cleaned = clean(text);
        let from = 0;
        for (const clause of clausesOf(cleaned, lexicon)) {
          const at = cleaned.indexOf(clause.text, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + clause.text.length;
        }
      }),
    );
  });
});
