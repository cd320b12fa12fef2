import { expect, inject, it } from 'vitest';
import { createUnderstanding } from '../../src/understanding/create-understanding.ts';

const understanding = createUnderstanding({ content: '.', kind: 'linear', cacheDir: inject('modelDir') });

function symptomsOf(text: string): readonly string[] {
  return understanding.understand(text).entities.flatMap(one => (one.type === 'symptom' ? [one.value] : []));
}

it.each([
  'bapak saya lupa sandi',
  'ini punya bapak saya kak',
  'akun istri',
  'akunnya suami saya ga bisa dibuka',
  'kpj karyawan saya tidak terdaftar',
  'Ibu saya gak bisa login',
  'min ibuku lupa email',
  'mau bantu nenek masuk jmo',
  'jmo nya teman kerja saya error',
  'saya bantu akun orang lain boleh?',
  'punya orang tua saya',
  'anak saya lupa kata sandi jmo',
  'akun almarhum ayah',
  'saya hrd, ngurusin akun karyawan',
  'halo kak, mertua saya ga bisa masuk',
])('%j is about somebody else', text => {
  expect(symptomsOf(text)).toContain('for-somebody-else');
});

it.each([
  'pak saya lupa sandi',
  'bapak, saya lupa sandi',
  'selamat siang ibu saya mau tanya',
  'siang bapak saya lupa password',
  'login di hp istri bisa',
  'email pakai email suami saya',
  'kata teman saya harus reset',
  'saya karyawan pabrik',
  'ada orang lain yang minta kode saya',
  'tolong bantu bapak',
  'terima kasih ibu',
  'mas saya ga bisa login',
  'kakak yang baik, tolong saya',
  'dibuatkan sama anak saya, sekarang lupa sandinya',
  '',
])('%j is not', text => {
  expect(symptomsOf(text)).not.toContain('for-somebody-else');
});
