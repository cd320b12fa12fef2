import { beginsWithDigit, readCount } from './counts.ts';
import type { Entity } from './understanding.ts';

type Duration = Extract<Entity, { type: 'duration' }>;

/**
 * How long ago something happened: "3 hari lalu", "udah dua minggu", "sejak kemarin", "dari tadi pagi". Rates ("tiap
 * bulan"), ages and the future ("3 hari lagi") are none.
 *
 * @param words after `normalize`
 */
export function findDurations(words: readonly string[]): readonly Duration[] {
  const found: Duration[] = [];
  for (let i = 0; i < words.length && found.length < most; ) {
    const span = spanAt(words, i);
    if (span !== undefined && !isNoPast(words, i, i + span.used)) {
      const of = isRegistration(words, i, i + span.used) ? 'registration' : 'other';
      found.push({ type: 'duration', days: Math.floor(span.days), of });
    }
    i += span?.used ?? 1;
  }
  return found;
}

const most = 3;

const hour = 1 / 24;

const daysOf: ReadonlyMap<string, number> = new Map([
  ['menit', 0],
  ['jam', hour],
  ['hari', 1],
  ['hr', 1],
  ['harian', 1],
  ['malam', 1],
  ['minggu', 7],
  ['mgg', 7],
  ['mggu', 7],
  ['mingguan', 7],
  ['pekan', 7],
  ['bulan', 30],
  ['bulanan', 30],
  ['bln', 30],
  ['tahun', 365],
  ['tahunan', 365],
  ['thn', 365],
]);

/** One word says it all. */
const wholeSpans: ReadonlyMap<string, number> = new Map([
  ['barusan', 0],
  ['sejam', 0],
  ['kemarin', 1],
  ['semalam', 1],
  ['semalem', 1],
  ['sehari', 1],
  ['sehari-hari', 1],
  ['seminggu', 7],
  ['sepekan', 7],
  ['sebulan', 30],
  ['setahun', 365],
  ['berhari', 3],
  ['berminggu', 14],
  ['berbulan', 60],
  ['bertahun', 730],
]);

const dayParts = new Set(['pagi', 'siang', 'sore', 'malam', 'subuh', 'maghrib']);
const last = new Set(['lalu', 'kemarin', 'lewat', 'kemaren']);

interface Span {
  readonly days: number;
  readonly used: number;
}

function spanAt(words: readonly string[], at: number): Span | undefined {
  return countedSpan(words, at) ?? gluedSpan(words[at] ?? '') ?? namedSpan(words, at);
}

/** "3 hari", "dua minggu", "1-2 bulan" (the longer one), "3 x 24 jam". */
function countedSpan(words: readonly string[], at: number): Span | undefined {
  const first = readCount(words, at);
  if (first === undefined) return undefined;
  const times = words[at + 1] === 'x' ? readCount(words, at + 2) : undefined;
  const second = times === undefined ? readCount(words, at + first.used) : undefined;
  const count = times === undefined ? (second ?? first).count : first.count * times.count;
  const used = first.used + (second?.used ?? 0) + (times === undefined ? 0 : 1 + times.used);
  const unit = daysOf.get(words[at + used] ?? '');
  if (unit === undefined) return undefined;
  const half = words[at + used + 1] === 'setengah' ? 0.5 : 0;
  return { days: (count + half) * unit, used: used + 1 };
}

/** "3hari", "2mggu", "3x24" (hours). */
function gluedSpan(word: string): Span | undefined {
  if (!beginsWithDigit(word)) return undefined;
  const glued = /^([0-9]{1,2})([a-z]{1,8})([0-9]{0,2})$/.exec(word);
  if (glued === null) return undefined;
  const [, count = '', unit = '', hours = ''] = glued;
  if (unit === 'x' && hours !== '') return { days: Number(count) * Number(hours) * hour, used: 1 };
  const days = daysOf.get(unit);
  return days === undefined || hours !== '' ? undefined : { days: Number(count) * days, used: 1 };
}

/** "minggu lalu", "tadi pagi", "kemarin lusa", "hari ini", "sebulan". */
function namedSpan(words: readonly string[], at: number): Span | undefined {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  if (word === 'tadi' && dayParts.has(next)) return { days: 0, used: 2 };
  if (word === 'hari' && next === 'ini') return { days: 0, used: 2 };
  if (word === 'kemarin' && (next === 'lusa' || next === 'dulu')) return { days: 2, used: 2 };
  const unit = daysOf.get(word);
  // "hari minggu kemarin" is a Sunday.
  if (unit !== undefined && last.has(next) && words[at - 1] !== 'hari' && word !== 'malam') {
    return { days: unit, used: 2 };
  }
  const whole = wholeSpans.get(word);
  return whole === undefined ? undefined : { days: whole, used: 1 };
}

/** "tiap 3 bulan", "per bulan", "umur 30 tahun", "tunggu 7 hari". */
const noPastBefore = new Set(
  'tiap setiap per tiap2 tunggu menunggu dalam maksimal maks minimal sampai perlu butuh'.split(' '),
);
const ages = new Set(['umur', 'usia', 'berumur', 'berusia']);
/** "3 hari lagi", "sebulan sekali", "seminggu ke depan". */
const noPastAfter = new Set('lagi sekali depan ke mendatang nanti'.split(' '));

function isNoPast(words: readonly string[], start: number, end: number): boolean {
  const ofAge = words.slice(Math.max(0, start - 3), start).some(word => ages.has(word));
  return ofAge || noPastBefore.has(words[start - 1] ?? '') || noPastAfter.has(words[end] ?? '');
}

const registering = new Set(
  'daftar mendaftar registrasi register gabung bergabung didaftarkan didaftarin daftarin buat bikin dibuat dibikin'.split(
    ' ',
  ),
);
/** "akun" of "bikin akun"; "buat" alone also means "for". */
const needsAccount = new Set(['buat', 'bikin', 'dibuat', 'dibikin']);
const spoilsRegistering = new Set(
  'tidak belum gagal bisa mau ingin sulit susah nomor email kode untuk'.split(' '),
);

function isRegistration(words: readonly string[], start: number, end: number): boolean {
  const from = Math.max(0, start - 5);
  return words.slice(from, end + 4).some((word, offset) => {
    if (!registering.has(word)) return false;
    const at = from + offset;
    const about = words.slice(Math.max(0, at - 2), at + 3);
    if (needsAccount.has(word) && !about.includes('akun') && !about.includes('jmo')) return false;
    return !words.slice(Math.max(0, at - 2), at).some(before => spoilsRegistering.has(before));
  });
}
