import type { SeedAccount } from './seed.ts';

const shortest = 10;
/** More than anybody types; keeps the hashing cheap. */
const longest = 128;

export type PasswordCheck =
  | { readonly kind: 'fine' }
  | {
      readonly kind: 'refused';
      readonly because: 'different' | 'tooShort' | 'tooLong' | 'common' | 'ownNumbers';
    };

/** NIST 800-63B: length and lists of known passwords count, not kinds of characters. */
export function checkPassword(
  password: string,
  again: string,
  account: Pick<SeedAccount, 'nik' | 'kpj' | 'phone' | 'email'>,
): PasswordCheck {
  if (password !== again) return { kind: 'refused', because: 'different' };
  if ([...password].length < shortest) return { kind: 'refused', because: 'tooShort' };
  if (password.length > longest) return { kind: 'refused', because: 'tooLong' };
  if (holdsOwnNumbers(password, account)) return { kind: 'refused', because: 'ownNumbers' };
  if (isCommon(password)) return { kind: 'refused', because: 'common' };
  return { kind: 'fine' };
}

function holdsOwnNumbers(
  password: string,
  { nik, kpj, phone, email }: Pick<SeedAccount, 'nik' | 'kpj' | 'phone' | 'email'>,
): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  const digits = typed.replace(/\D/g, '');
  return (
    [nik, kpj, phone, phone.slice(1)].some(
      number => digits.includes(number) || typed.includes(number.toLowerCase()),
    ) ||
    birthDates(nik).includes(digits) ||
    (email !== null && typed.includes(email.toLowerCase()))
  );
}

/** As people type the day they were born: with the year in two or four digits. A NIK has 40 added to the day of women. */
function birthDates(nik: string): readonly string[] {
  const day = String(Number(nik.slice(6, 8)) % 40).padStart(2, '0');
  const [month, year] = [nik.slice(8, 10), nik.slice(10, 12)];
  return [nik.slice(6, 12), ...['', '19', '20'].map(century => day + month + century + year)];
}

/** Words that head the lists of leaked passwords here and abroad; digits and signs around them do not help. */
const commonWords = new Set(
  `password passwords passw passwd katasandi sandi sandiku rahasia bismillah alhamdulillah indonesia merdeka qwerty
  qwertyuiop qwertyui asdfghjkl asdfgh zxcvbnm iloveyou ilovey sayang sayangku cintaku admin administrator welcome letmein
  monkey dragon sunshine princess football superman batman anjing kucing jakarta bandung surabaya jamsostek bpjs
  bpjstk bpjsketenagakerjaan jmo jamsostekmobile abc abcd abcdef abcdefgh abcdefghij abcabc aku akusayangkamu kamu
  allah allahuakbar subhanallah masyaallah doraemon naruto persib persija arema`.split(/\s+/),
);

function isCommon(password: string): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  if (new Set(typed).size < 4) return true;
  if ([...typed].every((character, index) => isRun(typed, index, character))) return true;
  const letters = typed.replace(/[^a-z]/g, '');
  const plain = typed.replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('@', 'a').replaceAll('$', 's');
  return commonWords.has(letters) || commonWords.has(plain.replace(/[^a-z]/g, ''));
}

/** 1234567890, 0987654321: each digit follows the one before, round the corner as well. */
function isRun(typed: string, index: number, character: string): boolean {
  if (!/\d/.test(character)) return false;
  if (index === 0) return true;
  const step = (Number(character) - Number(typed[index - 1]) + 10) % 10;
  return step === 1 || step === 9;
}
