import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { UnderstandingContent } from '../../src/understanding/content.ts';
import { createUnderstanding, validContent } from '../../src/understanding/create-understanding.ts';
import type { Understanding } from '../../src/understanding/understanding.ts';

export interface SmallContent {
  /** Holds intents/ and data/. */
  readonly folder: string;
  readonly content: UnderstandingContent;
  readonly base: Understanding;
  readonly modelDir: string;
}

let made: SmallContent | undefined;

/** A handful of intents that train in a moment, in a folder of their own, once a test file. */
export function smallContent(): SmallContent {
  made ??= make();
  return made;
}

function make(): SmallContent {
  const folder = mkdtempSync(join(tmpdir(), 'small-content-'));
  for (const name of ['intents', 'data']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'intents', '_lexicon.yml'),
    stringify({ slang: {}, concepts: {}, address: ['kak'] }),
  );
  writeFileSync(join(folder, 'data', 'error-messages.yml'), '[]\n');
  for (const [name, intent] of Object.entries(intents))
    writeFileSync(join(folder, 'intents', `${name}.yml`), stringify(intent));
  const modelDir = join(folder, 'models');
  const content = validContent(folder);
  return {
    folder,
    content,
    modelDir,
    base: createUnderstanding({ content, kind: 'linear', cacheDir: modelDir }),
  };
}

const intents = {
  forgot_password: {
    title: 'Lupa kata sandi',
    opens: 'reset-password',
    examples: [
      'saya lupa kata sandi',
      'lupa password jmo',
      'sandi saya hilang dari ingatan',
      'mau ganti kata sandi karena lupa',
      'password akun saya apa ya',
      'tidak ingat sandi jmo',
      'cara mengatur ulang kata sandi',
      'reset password akun jmo',
      'kata sandinya tidak ingat lagi',
      'bikin sandi baru gimana',
      'sandi lama sudah lupa total',
      'atur ulang password dong',
    ],
    tests: [
      'sandi jmo saya lupa',
      'password lupa kak',
      'mau reset kata sandi',
      'lupa sandi akun',
      'sandi tidak ingat',
    ],
  },
  otp_not_received: {
    title: 'Kode OTP tidak masuk',
    opens: 'code-trouble',
    examples: [
      'kode otp tidak masuk',
      'otp belum datang ke sms',
      'sms kode belum saya terima',
      'menunggu otp tapi kosong',
      'kode verifikasi tidak dikirim',
      'otp lama sekali sampainya',
      'tidak ada sms otp yang masuk',
      'kode otp tidak sampai ke nomor saya',
      'email kode otp belum masuk',
      'sudah minta otp tidak datang juga',
      'kok kode verifikasinya belum masuk',
      'otp nya mana belum dikirim',
    ],
    tests: [
      'otp belum masuk',
      'kode otp belum sampai',
      'sms otp tidak datang',
      'kode belum dikirim',
      'otp tidak masuk kak',
    ],
  },
  talk_to_agent: {
    title: 'Bicara dengan petugas',
    opens: 'talk-to-agent',
    examples: [
      'mau bicara dengan petugas',
      'sambungkan ke petugas',
      'hubungi customer service',
      'ada orang yang bisa bantu langsung',
      'saya ingin ngobrol sama manusia',
      'minta nomor petugas',
      'operator tolong',
      'bicara sama admin',
      'panggil petugasnya',
      'mau chat dengan orang beneran',
      'cs nya ada kak',
      'alihkan ke petugas saja',
    ],
    tests: [
      'bicara petugas',
      'sambungkan ke cs',
      'mau sama orang langsung',
      'minta petugas',
      'hubungi petugas',
    ],
  },
  greeting: {
    title: 'Menyapa',
    opens: 'welcome',
    examples: [
      'halo',
      'selamat pagi',
      'hai kak',
      'permisi',
      'assalamualaikum',
      'selamat siang min',
      'pagi',
      'halo selamat malam',
      'hai selamat sore',
      'permisi kak selamat pagi',
    ],
    tests: ['halo kak', 'selamat sore', 'hai', 'pagi kak', 'permisi min'],
  },
  out_of_scope: {
    title: 'Di luar cakupan',
    opens: 'out-of-scope',
    examples: [
      'harga cabai hari ini',
      'siapa presiden sekarang',
      'resep rendang padang',
      'jadwal bola malam ini',
      'ramalan cuaca besok',
      'ceritakan lelucon lucu',
      'lirik lagu indonesia raya',
      'berapa satu ditambah satu',
      'rekomendasi film horor',
      'tempat wisata di bandung',
      'cara menanam tomat',
      'harga emas sekarang',
    ],
    tests: ['resep soto ayam', 'jadwal film', 'cuaca hari ini', 'harga bawang', 'lagu terbaru'],
  },
} as const;

/** Nobody has taught these: no word of them stands in the examples. */
export const unknownTexts = [
  'kulo kesupen tembung wingit',
  'tembung wingit kulo ical',
  'kesupen tembung wingitipun',
] as const;
