import { describe, expect, inject, it } from 'vitest';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';
import { canExplain, findEntity } from '../../src/understanding/understanding.ts';
import { adversarialTexts } from './support.ts';

const understanding = createUnderstanding({ content: '.', kind: 'linear', cacheDir: inject('modelDir') });

describe('what is denied or taken back', () => {
  it.each([
    ['bukan lupa sandi, tapi OTP-nya ga masuk', 'otp_not_received'],
    ['otp saya gak masuk, bukan lupa sandi', 'otp_not_received'],
    ['saya gak lupa password, cuma nomor hp saya udah mati', 'phone_inactive'],
    ['reset password lewat email, bukan sms', 'reset_by_email'],
    ['lewat sms eh salah maksudnya email', 'reset_by_email'],
    ['lupa sandi, eh bukan, otp nya gak masuk', 'otp_not_received'],
    ['bukan kodenya yang gak datang, tapi kodenya ditolak', 'otp_invalid'],
    ['saya bukan mau klaim, cuma mau masuk akun', 'login_failed'],
    ['bukan lupa sandi', 'deny'],
    ['bukan masalah sandi min', 'deny'],
  ])('decides nothing in %j: %s', (text, intent) => {
    expect(understanding.understand(text)).toMatchObject({ kind: 'understood', intent });
  });

  it('takes its numbers along only when none replaces them', () => {
    const corrected = understanding.understand(
      'nik saya 3299010203900017 eh salah, maksudnya 3299010203900025',
    );
    expect(findEntity(corrected.entities, 'nik')?.value).toBe('3299010203900025');
    const ralat = understanding.understand('nik saya 3299010203900017 ralat 3299010203900025');
    expect(findEntity(ralat.entities, 'nik')?.value).toBe('3299010203900025');
    const changedMind = understanding.understand(
      'nik 3299010203900017, lupa sandi, eh salah, maksudnya lupa email',
    );
    expect(findEntity(changedMind.entities, 'nik')?.value).toBe('3299010203900017');
  });
});

describe('two requests in one message', () => {
  it.each([
    ['saya lupa sandi, sekalian mau tanya iuran saya kok nunggak', 'forgot_password', 'contribution_overdue'],
    [
      'udah resign, kpj lama gimana, terus mau reset password juga',
      'employment_status_change',
      'forgot_password',
    ],
    ['akun saya keblokir, sama mau tanya saldo jht saya', 'account_locked', 'claim_or_balance'],
    ['aplikasinya error terus, kabari saya ya kalau sudah normal', 'server_error', 'notify_me'],
    ['kode otp gak masuk, sekalian tanya alamat kantor cabang', 'otp_not_received', 'branch_visit'],
    ['akun saya terkunci dan mau tanya bsu kapan cair', 'account_locked', 'other_service'],
    ['tolong sambungkan ke petugas dan saya lupa sandi', 'talk_to_agent', 'forgot_password'],
  ])('are both understood in %j', (text, intent, second) => {
    const { kind, intent: first, also = [] } = understanding.understand(text);
    expect([kind, first, also.map(asked => asked.intent)]).toEqual(['understood', intent, [second]]);
  });

  it.each([
    ['lupa sandi dan nomor hp juga udah ganti', 'phone_inactive', 'forgot_password'],
    ['nomor hp udah mati dan email juga gak bisa dibuka', 'phone_inactive', 'email_inactive'],
  ])('are put in the order of the tie-breaks in %j', (text, intent, second) => {
    const { intent: first, also = [] } = understanding.understand(text);
    expect([first, also.map(asked => asked.intent)]).toEqual([intent, [second]]);
  });

  it.each([
    'email dan sandi udah bener tapi gak bisa login',
    'gak bisa login dan muncul terjadi kesalahan',
    'kode otp gak masuk dan aplikasinya error',
    'lupa email dan lupa sandi',
    'lupa sandi, disuruh isi kpj sama email terus gagal',
    'udah hapus cache dan pasang ulang, masih gagal login juga',
    'saya sudah berhenti kerja dan mau cairin jht',
    'pindah ke luar negeri dan nomor indonesia saya mati',
    'dari kemarin login gagal terus, udah coba ganti hp, udah update juga, terus saya coba lupa sandi dan kodenya ' +
      'lama banget datangnya, sinyal bagus dan pulsa ada, teman saya juga sama, tolong diperbaiki dan jangan bikin susah',
  ])('are not seen in the one story of %j', text => {
    expect(understanding.understand(text)).not.toHaveProperty('also');
  });
});

describe('the explanation', () => {
  const explain = (text: string) => {
    if (!canExplain(understanding)) throw new Error('the linear model explains itself');
    return understanding.explain(text);
  };

  it.each([
    ['min tolong saya Lupa sandi nih', 'forgot_password', 'Lupa'],
    ['halo kak, akun saya TERKUNCI', 'account_locked', 'TERKUNCI'],
    ['bukan lupa sandi, tapi OTP-nya ga masuk', 'otp_not_received', 'OTP-nya'],
  ])('of %j names the word that decided for %s', (text, intent, word) => {
    const { intent: explained, words } = explain(text);
    expect(explained).toBe(intent);
    expect(words.slice(0, 2).map(one => one.word)).toContain(word);
  });

  it('never shows numbers or addresses', () => {
    const { words } = explain('kpj 12345678901 nik 3299010203900017 email budi@contoh.id tidak terdaftar');
    expect(words.map(({ word }) => word).join(' ')).not.toMatch(/\d{4}|@/);
  });

  it('is given for every text', () => {
    for (const text of adversarialTexts) {
      for (const { weight } of explain(text).words) expect(Number.isFinite(weight)).toBe(true);
    }
  });

  it('is not offered by the Bayes classifier', () => {
    expect(canExplain(createUnderstanding({ content: '.', kind: 'bayes' }))).toBe(false);
  });
});
