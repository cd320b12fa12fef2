import { digitWords } from '../../digit-words.ts';

/** Words that decide what a number or a token near them is. Lower case. */

const passwordNames = `(?:${[
  'kata ?(?:sandi+|sndi|kunci)|sandi+|sndi',
  'passwords?|passwort|passw?or?d|paswo?r?d|passowrd|paswod|paswort|pasward|passcode|pass',
  'pwd?|psw|pswo?r?d',
].join('|')})(?:nya|ku|mu|ne|na)?`;

export const passwordWord = new RegExp(String.raw`(?<!\p{L})${passwordNames}(?!\p{L})`, 'giu');

const onlyPasswordWord = new RegExp(`^${passwordNames}$`, 'iu');

export function isPasswordWord(word: string): boolean {
  return onlyPasswordWord.test(word);
}

/** What people do with a password, when they do not name it: "saya ketik Sukses#2024 ditolak". */
export const typingWord =
  /(?<!\p{L})(?:(?:di|nge?)?(?:ketik|tulis|input)(?:kan|in)?|nulis|(?:di)?isi(?:kan|in)?|ngisi|(?:di|ku)?masu(?:kin|kkan|kan)|typed?|typing|entered)(?!\p{L})/giu;

export const passwordFillers = words(
  `saya sy aku gue gw ane kami ku nya mu baru lama yg yang jmo akun akunku adalah yaitu ialah yakni itu ini ya kak min is
   my old new dan atau jadi ke ganti diganti pakai pake dgn dengan`,
);

/** Whose password it is: "password saya". What comes next is said of it, or is the password. */
export const owners = words('saya sy aku gue gw ane kami ku nya mu akunku my');

/** After these even a plain word is the password itself. */
export const passwordIntroducers = words('adalah yaitu ialah yakni itu is');

export const codeWords = words(
  'kode kodenya kodeku otp otpnya code token tokennya pin pinnya verifikasi verif verifikasinya sms smsnya',
);

/** May stand between "kode" or "sandi" and its number. */
export const numberFillers = words(
  `saya sy aku gue gw nya ku ini itu adalah yaitu is ya yg yang baru lama masuk dari di no nomor jmo akun kak min dan atau
   kata`,
);

/** What stands before a number that is no password: "otp#493827", "nik#3299...". */
export const numberTitles = words('nik kpj ktp hp wa no nomor otp kode code pin token tiket id');

export const yearWords = words('tahun thn th taun sejak');

/** Numbers of public help lines: BPJS Ketenagakerjaan and, often confused with it, BPJS Kesehatan. */
export const publicNumbers = words('175 165');

/** Names of digits in Indonesian, English, Javanese and Sundanese, one digit each. */
const digitNames = [
  [...digitWords.keys(), 'belas', 'puluh'].join('|'),
  'zero|one|two|three|four|five|six|seven|eight|nine',
  'enol|siji|loro|telu|papat|enem|pitu|wolu|sanga|songo',
  'hiji|tilu|opat|genep|dalapan|salapan',
].join('|');

export const numberName = new RegExp(digitNames, 'gi');

/** Spoken digits, also written as one word ("nolnolpitu"). */
export const numberNames = new RegExp(String.raw`(?<!\p{L})(?:${digitNames})+(?!\p{L})`, 'giu');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
