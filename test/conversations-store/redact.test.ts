import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RedactionContext, redact } from '../../src/conversations/redact.ts';
import { digitWords } from '../../src/digit-words.ts';

const ordinary: RedactionContext = { identityStep: false, codeExpected: false, recentDigits: false };
const identity = { ...ordinary, identityStep: true };
const pending = { ...ordinary, codeExpected: true };

const canary = {
  nik: '3299011503900001',
  kpj: '99000000017',
  phone: '081100000001',
  email: 'budi@contoh.test',
  code: '493827',
  password: 'Contoh-budi-2026',
} as const;

describe('redaction', () => {
  it.each([
    ['nik saya 3299011503900001 min', 'nik saya 3299********0001 min', 'nik'],
    ['3299 0115-0390.0001', '3299********0001', 'nik'],
    ['*3299011503900001*', '3299********0001', 'nik'],
    ['３２９９０１１５０３９００００１', '3299********0001', 'nik'],
    ['٣٢٩٩٠١١٥٠٣٩٠٠٠٠١', '3299********0001', 'nik'],
    ['kpj 99000000001.', 'kpj ********001.', 'kpj'],
    ['kpj 9900000000A', 'kpj ********00A', 'kpj'],
    ['hp 0811-0000-0001 ya', 'hp [nomor HP] ya', 'phone'],
    ['wa +62 811 0000 0001', 'wa +[nomor HP]', 'phone'],
    ['email Budi@Contoh.TEST', 'email [email]', 'email'],
    ['budi (at) contoh.test', '[email]', 'email'],
    ['kode saya 123456', 'kode saya [kode]', 'code'],
    ['otp: 4938', 'otp: [kode]', 'code'],
    ['password saya Abc123', 'password saya [kata sandi]', 'password'],
    ['sandi: kucing', 'sandi: [kata sandi]', 'password'],
    ['pw nya kucingHitam dong', 'pw nya [kata sandi] dong', 'password'],
    ['Abc123 itu password saya', '[kata sandi] itu password saya', 'password'],
    ['sandi saya 12345', 'sandi saya [kata sandi]', 'password'],
    ['no rek 12345678', 'no rek ••••', 'digits'],
    ['nol delapan satu satu nol nol tiga', '••••', 'digits'],
    ['329', '••••', 'digits'],
    // letters that look like digits
    ['3299o7o7o6857771', '3299********7771', 'nik'],
    ['nik 3299 OI15 o39o oool', 'nik 3299********0001', 'nik'],
    ['kpj 99oooooooI7 lo', 'kpj ********017 lo', 'kpj'],
    ['wa o811-0000-000l ya', 'wa [nomor HP] ya', 'phone'],
    // digits spoken in other languages of Java, and as one word
    ['telu loro songo songo nol pitu', '••••', 'digits'],
    ['nik kula siji papat lima enem wolu sanga', 'nik kula ••••', 'digits'],
    ['hiji dua tilu opat lima genep tujuh dalapan salapan', '••••', 'digits'],
    ['nolnolpitu tiluopat salapan ya', '•••• ya', 'digits'],
    // codes with letters
    ['kodenya A7X9Q2', 'kodenya [kode]', 'code'],
    ['otp yang baru itu: 4h9k2m min', 'otp yang baru itu: [kode] min', 'code'],
    // passwords of words, in quotes, after "ketik", or with a sign inside
    ['pswd Jakarta#1', 'pswd [kata sandi]', 'password'],
    ['saya ketik Sukses#2024 ditolak', 'saya ketik [kata sandi] ditolak', 'password'],
    ['ku masukin SayangBudi!!', 'ku masukin [kata sandi]', 'password'],
    ['coba Rindu!1945 ya', 'coba [kata sandi] ya', 'password'],
    ['kata sandi saya itu Bunga Mawar', 'kata sandi saya itu [kata sandi]', 'password'],
    ['sandi: "kuda lumping biru" tolong', 'sandi: "[kata sandi]" tolong', 'password'],
    ['password: kuda lumping, tolong', 'password: [kata sandi], tolong', 'password'],
    ['saya ketik "kuda123 lumping"', 'saya ketik "[kata sandi]"', 'password'],
    // addresses spelled out
    ['email joko at contoh dot test', 'email [email]', 'email'],
    ['joko titik s at contoh titik co titik id ya', '[email] ya', 'email'],
    ['joko @ contoh . test', '[email]', 'email'],
    ['joko (at) contoh (dot) test', '[email]', 'email'],
  ])('%j becomes %j', (text, expected, finding) => {
    const redacted = redact(text, ordinary);
    expect(redacted.text).toBe(expected);
    expect([...redacted.found]).toEqual([finding]);
  });

  it.each([
    ['password saya sayangmama', 'password saya [kata sandi]'],
    ['paswordku cintabudi selalu ditolak', 'paswordku [kata sandi] selalu ditolak'],
    ['sandi sayangmama ditolak', 'sandi [kata sandi] ditolak'],
    ['sandinya bunga', 'sandinya [kata sandi]'],
    ['sandi gw kuda lumping biru kok salah', 'sandi gw [kata sandi] kok salah'],
  ])('masks in %j what may be a password, and does not report it', (text, expected) => {
    const redacted = redact(text, ordinary);
    expect(redacted.text).toBe(expected);
    expect(redacted.found.size).toBe(0);
  });

  it.each([
    'hubungi 175 atau 165',
    'tunggu 7-14 hari',
    'sudah 2 minggu',
    'tahun 2025',
    'langkah 2',
    'password saya salah',
    'kata sandi: lupa',
    'coba2 password di iPhone13 tetap gagal',
    'password sudah benar tapi gak bisa login',
    'dua minggu lalu',
    'password saya salah terus',
    'sandi nya lupa',
    'password ku kok ditolak',
    'paswordku benar tapi ga bisa masuk',
    'passwordnya apa ya min',
    'sandine lali',
    'ganti sandi mendingan lewat sms',
    'password recovery nya lewat mana',
    'password saya lupaaa',
    'sandiku ilang, tolong',
    'kata sandi itu penting',
    'password saya didaftarkan teman',
    'my password is definitely right',
    'muncul tulisan "password salah"',
    'sandi: "lupa"',
    'saya ketik "lupa kata sandi"',
    'saya ketik nik ditolak',
    'udah masukin semua data2nya ke iPhone13!!',
    'adik saya nebak2 sandi terus, muter2 ga bisa',
    'kode belum masuk',
    'kodenya E500',
    'kode 6digit ga masuk, hp Redmi12',
    'udah 2 minggu lo',
    'jam 10.30',
    'login/daftar',
    'tiket JMO-7K2P-94QX',
    'covid-19, 5x coba, 100%nya',
    'wis genep siji loro kok',
    'tolong @jmo . makasih',
    'saya kerja at kantor, titik',
    'harga 5oo ribu',
    '1. lupa\n2. salah',
    'tolong @jmo',
    'keluarga 👨‍👩‍👧 saya',
  ])('leaves %j as it is', text => {
    expect(redact(text, ordinary).text).toBe(text);
  });

  it('masks every number of two digits or more while an identity question is open', () => {
    expect(redact('iya 12 lalu 34 dan 8 hari', identity).text).toBe('iya •• lalu •• dan 8 hari');
    expect(redact('12 ya', identity).text).toBe('•• ya');
  });

  it('takes lone digits and odd words for secrets while a verification is pending', () => {
    expect(redact('4938', pending).text).toBe('[kode]');
    expect(redact('ini ya 49 38 27', pending).text).toBe('ini ya [kode]');
    expect(redact('Rahasia#x1', pending).text).toBe('[kata sandi]');
    expect(redact('sejak tahun 2025', pending).text).toBe('sejak tahun 2025');
  });

  it('takes letters and digits for a code while a verification is pending', () => {
    expect(redact('ini A7X9Q2 ya', pending).text).toBe('ini [kode] ya');
    expect(redact('di iPhone13 juga', pending).text).toBe('di iPhone13 juga');
  });

  it('leaves a lone ticket or phone as it is, though it looks made up', () => {
    for (const context of [ordinary, pending]) {
      for (const text of ['JMO-7F3K-29QD', 'iPhone14', 'Android13'])
        expect(redact(text, context).text).toBe(text);
      expect(redact('Samsung2024', context).text).toBe('[kata sandi]');
    }
  });

  it('keeps nothing that misleads a reader of the transcript', () => {
    expect(redact('ha\0lo\u202e min\ud83d\tya\r\nlagi\u200f\u0085', ordinary).text).toBe(
      'halo min\ufffd ya\nlagi',
    );
  });

  it('leaves the phrases that our content knows as they are, but for numbers and passwords', async () => {
    const changed = (await knownPhrases()).filter(phrase => redact(phrase, ordinary).text !== phrase);
    expect(changed.filter(phrase => !/\d{4}/.test(phrase) && !onlySpokenDigits.test(phrase))).toEqual([]);
  });

  it('tells when the next message may go on with the same number', () => {
    expect(redact('nik 3299 0115', ordinary).mostlyDigits).toBe(true);
    expect(redact('sudah 2 minggu', ordinary).mostlyDigits).toBe(false);
  });

  it('masks a message of any length in a blink, and cuts what no channel lets through', () => {
    for (const piece of [
      '@',
      'a@',
      '1 ',
      'satu ',
      'pw: ',
      '*',
      '********1',
      '(at)',
      "password '",
      '3299011503900001a',
      'o',
      'o1',
      'l o ',
      'a-',
      'at ',
      ' at a dot',
      '@ a . ',
      'a@a',
      '@ aaaa',
      'telu',
      'ketik "',
      'sandi saya cinta ',
      'sandi "a',
      'kode A1B2 ',
    ]) {
      const redacted = redact(piece.repeat(100_000), ordinary);
      expect(redacted.text.length).toBeLessThan(10_001);
    }
  });
});

const separator = fc.constantFrom(
  '',
  '',
  ' ',
  '.',
  '-',
  '/',
  ' - ',
  '\u200b',
  '\u00a0',
  '，',
  '_',
  ':',
  '•',
  '**',
  '😀',
  '\n',
  '\ufe0f\u20e3',
  '\0',
);
const script = fc.constantFrom(0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x1d7ce);
const surrounding = fc.constantFrom(
  '',
  'nik saya ',
  ' min tolong',
  '(',
  '!!',
  'kpj',
  ' 👍 ',
  'ß',
  '175 ya ',
  'x',
);

const lookAlikes: Readonly<Record<string, readonly string[]>> = { 0: ['o', 'O'], 1: ['l', 'I'] };

/** Any 0 and 1 of the number as a letter that looks like it, with any separators, inside any text. */
function misspelled(digits: string): fc.Arbitrary<string> {
  const glyphs = [...digits].map(digit => fc.constantFrom(digit, ...(lookAlikes[digit] ?? [])));
  const gaps = fc.array(separator, { minLength: digits.length, maxLength: digits.length });
  return fc
    .tuple(surrounding, surrounding, fc.tuple(...glyphs), gaps)
    .map(([before, after, letters, between]) => {
      const number = letters.map((letter, index) => (index === 0 ? letter : between[index] + letter));
      return before + number.join('') + after;
    });
}

const spokenDigits = {
  indonesian: 'nol satu dua tiga empat lima enam tujuh delapan sembilan'.split(' '),
  misspelt: 'nol satu dua tiga empat lima anam tuju dlapan smbilan'.split(' '),
  javanese: 'nol siji loro telu papat lima enem pitu wolu sanga'.split(' '),
  sundanese: 'nol hiji dua tilu opat lima genep tujuh dalapan salapan'.split(' '),
};

/** The digits in any scripts with any separators, inside any text. */
function disguised(digits: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      surrounding,
      surrounding,
      fc.array(fc.tuple(separator, script), { minLength: digits.length, maxLength: digits.length }),
    )
    .map(([before, after, parts]) => {
      const number = parts.map(([gap, zero], index) => {
        const digit = String.fromCodePoint(zero + Number(digits[index]));
        return index === 0 ? digit : gap + digit;
      });
      return before + number.join('') + after;
    });
}

/** What a reader could put together again: all digits of all scripts, in order. */
function digitsOf(text: string): string {
  const ascii = text.replace(/\p{Nd}/gu, digit => {
    const plain = digit.normalize('NFKC');
    if (/^[0-9]$/.test(plain)) return plain;
    const code = digit.codePointAt(0) ?? 0;
    return String(code >= 0x966 ? code - 0x966 : code >= 0x6f0 ? code - 0x6f0 : code - 0x660);
  });
  return ascii.replace(/\D/g, '');
}

const onlySpokenDigits = /^(?:(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) ?)+$/;

async function knownPhrases(): Promise<string[]> {
  const folder = new URL('../../intents/', import.meta.url);
  const files = (await readdir(folder)).filter(name => !name.startsWith('_') && name.endsWith('.yml'));
  const texts = await Promise.all(files.map(name => readFile(new URL(name, folder), 'utf8')));
  const Phrases = z.object({ examples: z.array(z.string()), tests: z.array(z.string()) });
  return texts
    .map(text => Phrases.parse(parse(text)))
    .flatMap(({ examples, tests }) => [...examples, ...tests]);
}

const anyContext = fc.record({
  identityStep: fc.boolean(),
  codeExpected: fc.boolean(),
  recentDigits: fc.boolean(),
});
const anyNumber = fc.constantFrom(canary.nik, canary.kpj, canary.phone, canary.code);

describe('redaction, whatever is typed', () => {
  it('lets no number through, however it is separated or written', () => {
    fc.assert(
      fc.property(
        anyNumber.chain(number => fc.tuple(fc.constant(number), disguised(number))),
        anyContext,
        ([number, text], context) => {
          expect(digitsOf(redact(text, context).text)).not.toContain(number);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('lets no number through with letters that look like its digits', () => {
    fc.assert(
      fc.property(
        anyNumber.chain(number => fc.tuple(fc.constant(number), misspelled(number))),
        anyContext,
        ([number, text], context) => {
          const read = redact(text, context).text.replace(/o/gi, '0').replace(/[lI]/g, '1');
          expect(digitsOf(read)).not.toContain(number);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('lets no number through that is spoken, in no language of our users', () => {
    const gap = fc.constantFrom(' ', ', ', '-', ' - ', '\n', '.');
    fc.assert(
      fc.property(
        anyNumber,
        fc.constantFrom(...Object.values(spokenDigits)),
        gap,
        fc.constantFrom('', 'nik kula ', 'nomer abdi: ', 'hp '),
        anyContext,
        (number, names, between, before, context) => {
          const said = [...number].map(digit => names[Number(digit)]).join(between);
          const { text } = redact(before + said, context);
          expect(names.filter(name => text.includes(name))).toEqual([]);
        },
      ),
    );
  });

  it('masks every word that is understood as a digit', () => {
    for (const word of digitWords.keys())
      expect(redact(`nik ${word} ${word} satu dua tiga empat`, ordinary).text).toBe('nik ••••');
  });

  it('lets no number through that is split over two messages', () => {
    const split = fc
      .constantFrom(canary.nik, canary.kpj, canary.phone)
      .chain(number => fc.tuple(fc.constant(number), disguised(number)))
      .chain(([number, text]) => fc.tuple(fc.constant(number), fc.constant(text), fc.nat(text.length)));
    fc.assert(
      fc.property(split, fc.boolean(), ([number, text, at], inIdentityStep) => {
        const first = redact(text.slice(0, at), inIdentityStep ? identity : ordinary);
        const second = redact(
          text.slice(at),
          inIdentityStep ? identity : { ...ordinary, recentDigits: true },
        );
        expect(digitsOf(first.text + second.text)).not.toContain(number);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no number through that comes one digit a message while an identity question is open', () => {
    const sent = [...canary.nik].map(digit => redact(digit, identity).text).join('');
    expect(digitsOf(sent)).toBe('');
  });

  it('lets no e-mail address and no password through', () => {
    const upperOrLower = (text: string) =>
      fc
        .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
        .map(upper =>
          [...text].map((letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(''),
        );
    fc.assert(
      fc.property(
        upperOrLower(canary.email),
        surrounding,
        surrounding,
        anyContext,
        (email, before, after, context) => {
          expect(redact(before + email + after, context).text.toLowerCase()).not.toContain(canary.email);
        },
      ),
    );
    const keyword = fc.constantFrom(
      'password',
      'Kata Sandi',
      'sandi',
      'PW',
      'pass',
      'pasword',
      'passwordnya',
    );
    const gap = fc.constantFrom(
      ' ',
      ': ',
      ' saya ',
      ' nya ',
      ' lama: ',
      '=',
      ' adalah ',
      ' saya yang baru itu ',
    );
    fc.assert(
      fc.property(
        keyword,
        gap,
        fc.constantFrom('', ' min', '.', ' 123', ', tolong'),
        anyContext,
        (word, between, after, context) => {
          expect(redact(word + between + canary.password + after, context).text).not.toContain(
            canary.password,
          );
        },
      ),
    );
  });

  it('does nothing the second time', () => {
    const piece = fc.oneof(
      anyNumber.chain(disguised),
      fc.constantFrom(...Object.values(canary)),
      fc.constantFrom(
        'password saya ',
        'kode ',
        'sandi: ',
        'tahun ',
        'satu ',
        ' dan ',
        '••',
        '[email]',
        '[kode]',
        '12',
        '7-14 ',
        ' ',
        'aBc#d',
        'oOlI',
        'telu ',
        'ketik "',
        'sandinya kuda ',
        'itu Bunga Mawar',
        'A7X9Q2 ',
        ' at a dot b',
        ' @ a . b',
        '@',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), anyContext, (pieces, context) => {
        const once = redact(pieces.join(''), context).text;
        expect(redact(once, context).text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
