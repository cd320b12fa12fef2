import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RedactionContext, redact } from '../../src/conversations/redact.ts';

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
  ])('%j becomes %j', (text, expected, finding) => {
    const redacted = redact(text, ordinary);
    expect(redacted.text).toBe(expected);
    expect([...redacted.found]).toEqual([finding]);
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
