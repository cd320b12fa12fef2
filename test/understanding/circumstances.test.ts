import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../src/understanding/content.ts';
import { daysSince, findDates } from '../../src/understanding/dates.ts';
import { findDurations } from '../../src/understanding/durations.ts';
import { normalize } from '../../src/understanding/normalize.ts';
import { findSegments } from '../../src/understanding/segments.ts';
import { findSymptoms } from '../../src/understanding/symptoms.ts';
import { symptoms } from '../../src/understanding/understanding.ts';

const { lexicon } = readContent('.').content;
const words = (text: string) => normalize(text, lexicon);
const durations = (text: string) => findDurations(words(text)).map(({ days, of }) => [days, of]);

describe('durations', () => {
  it.each([
    ['baru daftar 3 hari lalu', 3, 'registration'],
    ['saya bikin akun jmo 2 minggu yg lalu', 14, 'registration'],
    ['kemarin baru didaftarin kantor, hari kerja terus', 1, 'registration'],
    ['udah sebulan lebih daftarnya', 30, 'registration'],
    ['udah dua minggu gk bs masuk', 14, 'other'],
    ['sejak kemarin', 1, 'other'],
    ['dari kmrn lusa gabisa login', 2, 'other'],
    ['dari tadi pagi error mulu', 0, 'other'],
    ['seminggu lebih min', 7, 'other'],
    ['dua belas hari', 12, 'other'],
    ['tiga puluh satu hari', 31, 'other'],
    ['2minggu', 14, 'other'],
    ['2 mggu lbh', 14, 'other'],
    ['satu setengah bulan', 45, 'other'],
    ['setengah tahun', 182, 'other'],
    ['1-2 hari ini', 2, 'other'],
    ['nunggu udah 3x24 jam', 3, 'other'],
    ['2 jam yang lalu', 0, 'other'],
    ['bulan lalu masih bisa', 30, 'other'],
    ['berbulan-bulan dicuekin', 60, 'other'],
    ['6bln terakhir', 180, 'other'],
    ['nunggak 3 bln', 90, 'other'],
    ['udh 3 hari email gak bisa daftar', 3, 'other'],
    ['3 hari kode buat login gak masuk', 3, 'other'],
  ] as const)('hears in %j that it is %d days (%s)', (text, days, of) => {
    expect(durations(text)).toEqual([[days, of]]);
  });

  it.each([
    'tiap 3 bulan ganti sandi',
    'iuran per bulan',
    'sebulan sekali',
    'umur saya 30 tahun',
    'tunggu 7 hari',
    '3 hari lagi',
    'kantor tutup hari minggu',
    'berapa hari',
    'minggu depan',
    'salah 3 kali',
  ])('hears none in %j', text => {
    expect(durations(text)).toEqual([]);
  });
});

describe('dates', () => {
  it.each([
    ['daftar tgl 12 maret', { day: 12, month: 3 }],
    ['sejak 1 Agt 2025', { day: 1, month: 8, year: 2025 }],
    ['tanggal 05/11/2025', { day: 5, month: 11, year: 2025 }],
    ['29-2-2024', { day: 29, month: 2, year: 2024 }],
  ])('reads %j', (text, date) => {
    expect(findDates(words(text))).toEqual([{ type: 'date', ...date }]);
  });

  it.each(['lahir 12 maret 1990', 'tgl lahir 3 mei', '40 maret', '31 april', 'maret', '12 3', '99/99/2024'])(
    'reads none in %j',
    text => {
      expect(findDates(words(text))).toEqual([]);
    },
  );

  it.each([
    [{ day: 12, month: 3 }, 3],
    [{ day: 15, month: 3 }, 0],
    [{ day: 16, month: 3 }, 364],
    [{ day: 15, month: 3, year: 2024 }, 365],
    [{ day: 20, month: 3, year: 2025 }, -5],
  ])('%j is %d days before 15 March 2025', (date, days) => {
    // Already the 15th in Jakarta, still the 14th in London.
    expect(daysSince({ type: 'date', ...date }, Date.UTC(2025, 2, 14, 17, 30))).toBe(days);
  });
});

describe('symptoms', () => {
  it.each([
    ['habis update malah gabisa masuk', ['after-update']],
    ['stlh di updet jadi error', ['after-update']],
    ['udah saya update tetep gabisa', ['after-update']],
    ['udah instal ulang dua kali', ['reinstalled']],
    ['uninstall trus instal lagi', ['reinstalled']],
    ['katanya masih aktif di perangkat lain', ['other-device']],
    ['login di hp istri bisa', ['other-device']],
    ['saya ganti hp', ['new-phone']],
    ['pakai hape baru', ['new-phone']],
    ['email sama sandi udh bener kok', ['credentials-correct']],
    ['saya kerja di luar negeri', ['abroad']],
    ['lagi di taiwan', ['abroad']],
    ['hp saya dual sim', ['dual-sim']],
    ['kartunya di sim 2', ['dual-sim']],
    ['kartu saya dua, kodenya ga masuk', ['dual-sim']],
    ['pas pakai vpn', ['vpn']],
    ['sinyalnya lemot', ['weak-signal']],
    ['kotak masuk sms penuh', ['inbox-full']],
    ['emailnya nyasar ke spam', ['in-spam']],
    ['pulsa saya habis', ['no-credit']],
    ['diminta update terus', ['update-asked']],
    ['jmo keluar sendiri', ['app-crash']],
    ['aplikasinya gak bisa dibuka', ['app-crash']],
    ['stuck di logo', ['app-crash']],
    ['hp jadul kak', ['old-system']],
    ['jam hp salah', ['wrong-clock']],
    ['cara bersihin cache gmn', ['cache-asked']],
    ['hapus cache tuh gimana', ['cache-asked']],
    ['barusan saya lunasi kak', ['paid']],
    ['iurannya udah dibayar kantor', ['paid']],
    ['baru update, email dan pw sudah benar', ['after-update', 'credentials-correct']],
  ])('hears in %j: %j', (text, expected) => {
    expect(findSymptoms(words(text))).toEqual(expected);
  });

  it.each([
    'belum saya update',
    'udah hapus cache, gimana nih',
    'udah lama ga bayar',
    'kalo udah dibayar langsung aktif?',
    'data tidak sesuai',
    'cara isi email yang benar',
    'ganti nomor hp',
    'nomor hp baru',
    'nomor 2',
    'hp lama udah ilang',
    'email gak bisa dibuka',
    'yang lain',
    'gak pakai vpn kok',
  ])('hears none in %j', text => {
    expect(findSymptoms(words(text))).toEqual([]);
  });

  it('answers with known symptoms only, whatever the words', () => {
    const word = fc.constantFrom(
      'setelah',
      'update',
      'hp',
      'baru',
      'tidak',
      'sim',
      '2',
      'email',
      'benar',
      'x',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 150 }), all => {
        expect(symptoms).toEqual(expect.arrayContaining([...findSymptoms(all)]));
      }),
    );
  });
});

describe('segments', () => {
  it.each([
    ['saya karyawan pabrik', ['PU']],
    ['penerima upah', ['PU']],
    ['saya bukan penerima upah', ['BPU']],
    ['peserta mandiri, ojol', ['BPU']],
    ['iurannya saya bayar sendiri', ['BPU']],
    ['tkw di hongkong', ['PMI']],
    ['pindah dari PU ke BPU', ['PU', 'BPU']],
  ])('hears in %j: %j', (text, expected) => {
    expect(findSegments(words(text))).toEqual(expected);
  });

  it.each(['bukan karyawan', 'transfer bank mandiri', 'mau ke kantor cabang', 'nama saya pu3'])(
    'hears none in %j',
    text => {
      expect(findSegments(words(text))).toEqual([]);
    },
  );
});
