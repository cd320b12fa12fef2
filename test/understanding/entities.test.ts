import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../src/understanding/clean.ts';
import { findEntities } from '../../src/understanding/entities.ts';
import { compileLexicon } from '../../src/understanding/lexicon.ts';
import { normalize } from '../../src/understanding/normalize.ts';
import type { Entity } from '../../src/understanding/understanding.ts';

const lexicon = compileLexicon({ slang: { tidak: ['gk', 'gak'] }, concepts: {}, address: ['min', 'kak'] });

function entitiesIn(text: string): readonly string[] {
  const cleaned = clean(text);
  return findEntities(cleaned, normalize(cleaned, lexicon), () => undefined).map(described);
}

function described(entity: Entity): string {
  switch (entity.type) {
    case 'duration':
      return `duration ${entity.days} ${entity.of}`;
    case 'date':
      return ['date', entity.day, entity.month, entity.year ?? 'latest'].join(' ');
    default:
      return `${entity.type} ${entity.value}`;
  }
}

const nik = '3299010203900017';
const kpj = '12345678901';

describe('entities', () => {
  it.each([
    [`nik saya ${nik}`, [`nik ${nik}`]],
    ['3299 0102 0390 0017', [`nik ${nik}`]],
    ['3299.0102.0390.0017', [`nik ${nik}`]],
    ['329901-020390-0017', [`nik ${nik}`]],
    ['３２９９０１０２０３９０００１７', [`nik ${nik}`]],
    ['٣٢٩٩٠١٠٢٠٣٩٠٠٠١٧', [`nik ${nik}`]],
    ['۳۲۹۹۰۱۰۲۰۳۹۰۰۰۱۷', [`nik ${nik}`]],
    ['32\u200b99010203900017', [`nik ${nik}`]],
    [`nik${nik}kpj${kpj}`, [`nik ${nik}`, `kpj ${kpj}`]],
    [`${nik} ${kpj}`, [`nik ${nik}`, `kpj ${kpj}`]],
    [`3299 0102 0390 0017 ${kpj}`, [`nik ${nik}`, `kpj ${kpj}`]],
    [`${nik}-${kpj}`, [`nik ${nik}`, `kpj ${kpj}`]],
    ['1234 5678 901', [`kpj ${kpj}`]],
    ['12k45678901.', ['kpj 12K45678901']],
    ['081234567890', ['phone 081234567890']],
    ['0812-3456-7890', ['phone 081234567890']],
    ['+62 812 3456 7890', ['phone 081234567890']],
    ['6281234567890', ['phone 081234567890']],
    ['nol delapan satu dua tiga empat lima enam tujuh delapan', ['phone 0812345678']],
    ['Nol Delapan, dua belas, tiga empat lima enam tujuh delapan', ['phone 0812345678']],
    ['nol delapan puluh satu dua tiga empat lima enam tujuh delapan', ['phone 0812345678']],
    ['0812 tiga empat lima enam tujuh delapan', ['phone 0812345678']],
    [`${nik} nol delapan satu dua tiga empat lima enam tujuh delapan`, [`nik ${nik}`, 'phone 0812345678']],
    ['satu dua tiga empat lima enam tujuh delapan sembilan nol satu', [`kpj ${kpj}`]],
    ['08123456789', ['phone 08123456789', 'kpj 08123456789']],
    ['62812345678', ['phone 0812345678', 'kpj 62812345678']],
    ['(budi.aktif+jmo@contoh.co.id).', ['email budi.aktif+jmo@contoh.co.id']],
    ['email:BUDI@contoh.id', ['email budi@contoh.id']],
    ['budi081234567890@contoh.id', ['email budi081234567890@contoh.id']],
  ])('finds the numbers and addresses in %j', (text, expected) => {
    expect(entitiesIn(text)).toEqual(expected);
  });

  it.each([
    'nik saya 329901020390001',
    '32990102039000171',
    'iuran 1.500.000 per bulan',
    'sejak 2024-01-02 10:30',
    'sudah tiga kali, dua minggu lagi',
    'nol besar',
    'a@b',
    '@contoh.id',
    'hubungi 175',
    'COBACOBACOB',
  ])('finds nothing in %j', text => {
    expect(entitiesIn(text)).toEqual([]);
  });

  it.each([
    ['sms', 'sms'],
    ['sms aja min', 'sms'],
    ['ke hp', 'sms'],
    ['lewat wa dong', 'sms'],
    ['imel', 'email'],
    ['gmail aja ya kak', 'email'],
    ['tolong kirim ke email saya yang lama', 'email'],
    ['eh salah, maksudnya email', 'email'],
    ['lewat email dong, sms gk masuk', 'email'],
    ['kirim ke email eh ke sms aja deh', 'sms'],
    ['pakai hp saya aja', 'sms'],
  ] as const)('reads %j as the choice of %s', (text, route) => {
    expect(entitiesIn(text)).toEqual([`route ${route}`]);
  });

  it.each([
    'email sama sandi ditolak terus',
    'email tidak terdaftar',
    'sms kodenya gk masuk masuk',
    'hp saya hilang',
    'ini bukan email saya',
    'masuk pakai hp ayah bisa',
    'saya pakai hp baru terus gagal',
  ])('sees no choice of a route in %j', text => {
    expect(entitiesIn(text).filter(entity => entity.startsWith('route'))).toEqual([]);
  });

  it.each([
    ['jangan email', 'email'],
    ['jangan kirim lewat sms ya', 'sms'],
    ['gak mau ke email', 'email'],
    ['bukan sms', 'sms'],
    ['selain email bisa?', 'email'],
  ] as const)('reads %j as a refusal of %s', (text, route) => {
    expect(entitiesIn(text)).toEqual([`refusedRoute ${route}`]);
  });

  it.each(['jangan sms, lewat email saja', 'bukan sms, email aja'])(
    'reads a refusal and a choice in %j',
    text => {
      expect(entitiesIn(text)).toEqual(['route email', 'refusedRoute sms']);
    },
  );

  it('finds a NIK however its digits are grouped', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'123456789'), minLength: 16, maxLength: 16 });
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(digits, cuts, fc.constantFrom(' ', '.', '-', ' - '), (plain, sizes, separator) => {
        fc.pre(!plain.startsWith('62'));
        const groups: string[] = [];
        for (let i = 0, at = 0; at < plain.length; i++) {
          groups.push(plain.slice(at, at + (sizes[i] ?? 1)));
          at += sizes[i] ?? 1;
        }
        expect(entitiesIn(groups.join(separator))).toEqual([`nik ${plain}`]);
      }),
    );
  });
});
