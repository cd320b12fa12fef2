import { describe, expect, it } from 'vitest';
import { fraudSigns } from '../../src/dialogs/fraud-told.ts';

describe('what somebody tells of a fraud', () => {
  it.each([
    ['saya udah transfer 200rb sama kasih kode otp ke orang itu', 'paid'],
    ['sudah bayar ke calo, orangnya kabur', 'paid'],
    ['kode udah saya kasih ke yang nelpon', 'given'],
    ['terlanjur saya sebutkan angkanya', 'given'],
    ['otp udah saya kasih, sekarang diminta lagi, dikasih ga?', 'given'],
    ['td ada yg telpon minta kodenya, dikasih ga?', 'asked'],
    ['bos minta sandi jmo, boleh dikasih?', 'asked'],
    ['dikasih aja apa jangan ya', 'asked'],
    ['saya udah dikasih tau temen', 'suspected'],
    ['ada yang minta sandi, boleh ga ya', 'asked'],
    ['ada yg minta otp tapi ga saya kasih', 'kept'],
    ['diminta kode, belum saya berikan', 'kept'],
    ['sudah benar kan ga saya kasih kodenya', 'kept'],
    ['kode ga saya kasih tapi tautannya saya buka', 'suspected'],
    ['ga sengaja saya kasih', 'suspected'],
    ['katanya kalau ga kasih kode akunnya diblokir', 'suspected'],
    ['saya sudah disuruh transfer sama dia', 'suspected'],
    ['ada jasa buka akun minta email sama otp', 'suspected'],
    ['email di akun kok berubah sendiri', 'emailChanged'],
    ['nomor di akun saya diganti orang', 'phoneChanged'],
    ['nomor dan email di akun diganti orang', 'entered'],
    ['akun saya dibajak', 'entered'],
    ['', 'suspected'],
  ])('%s: %s', (text, told) => {
    expect(fraudSigns(text)).toBe(told);
  });
});
