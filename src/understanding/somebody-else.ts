/**
 * Whether the message is about somebody else's account: "akun bapak saya", "istri saya lupa sandi", "kpj karyawan".
 * Looks at the words as written: for the classifier "bapak" is a mere form of address.
 *
 * @param cleaned the message after `clean`
 */
export function isForSomebodyElse(cleaned: string): boolean {
  const words = cleaned
    .toLowerCase()
    .split(/\s+/, mostWords)
    .filter(Boolean)
    .map(placed)
    .filter(({ word }) => word !== 'nya');
  return words.some((_, at) => isTheirs(words, at));
}

const mostWords = 150;

interface Word {
  readonly word: string;
  /** A sign that ends a clause follows: in "ibu, saya lupa sandi" the bot is spoken to. */
  readonly stops: boolean;
}

function isTheirs(words: readonly Word[], at: number): boolean {
  const word = words[at]?.word ?? '';
  const owned = ownedThing(words[at - 1]);
  if (word === 'orang' && isOther(words, at)) return belonging.has(owned);
  if (!relatives.has(word) && !spokenTo.has(word)) return ownRelatives.has(word);
  if (lent.has(owned) || isAmong.has(owned)) return false;
  const isMine = words[at]?.stops !== true && mine.has(words[at + 1]?.word ?? '');
  if (belonging.has(owned)) return relatives.has(word) || isMine || !polite.has(words[at - 2]?.word ?? '');
  return isMine && (relatives.has(word) || (parents.has(word) && !greetings.has(owned)));
}

/** The word that "bapak" in "akun bapak" belongs to; none across a sign. */
function ownedThing(before: Word | undefined): string {
  return before === undefined || before.stops ? '' : before.word;
}

/** "orang lain", "orang tua (saya)". */
function isOther(words: readonly Word[], at: number): boolean {
  return ['lain', 'laen', 'tua'].includes(words[at + 1]?.word ?? '');
}

/** Longer ones are no words; cutting them keeps the patterns linear. */
const longestWord = 40;

function placed(text: string): Word {
  const short = text.slice(0, longestWord);
  const word = short.replace(/[^\p{L}\p{N}]+$/u, '').replace(/^[^\p{L}\p{N}]+/u, '');
  return { word: withoutNya(word), stops: /[,.!?;:]$/.test(short) };
}

function withoutNya(word: string): string {
  return word.length > 5 && word.endsWith('nya') && word !== 'punya' ? word.slice(0, -3) : word;
}

const family =
  'ayah bokap nyokap emak mamak mama mamah papa papah umi suami istri bini mertua nenek kakek simbah';

/** Nobody would call the bot so. */
const relatives = setOf(
  `${family} ortu orangtua paman bibi sepupu keponakan ponakan saudara sodara tetangga anak adik adek teman temen kawan ` +
    'rekan karyawan karyawati pegawai pembantu sopir bojo almarhum almarhumah',
);
const spokenTo = setOf('bapak bpk bapa ibu ibuk kakak abang om tante mas mbak');
/** "ibu saya lupa sandi" is about a mother; "mas saya lupa sandi" begins with an address. */
const parents = setOf('bapak bpk bapa ibu ibuk');
const ownRelatives = new Set(
  [...relatives, ...spokenTo].flatMap(word => [`${word}ku`, `${word}kku`, `${word}qu`, `${word}gue`]),
);

const mine = setOf('saya sy sya aku aq gue gua gw ane kami kita kulo abdi ku');
const belonging = setOf(
  'punya milik akun akune jmo jamsostek kpj nik kartu buat untuk kanggo nggo bantu bantuin membantu ngebantu ngewangi ' +
    'mewakili wakilin wakilkan ngurusin ngurus mengurus urus',
);
/** "hp suami saya", "email istri saya": only lent, the account may be one's own. */
const lent = setOf('hp hape ponsel email gmail nomor no nmr hpne lewat pakai pake minjam pinjam ada');
/** "dari teman", "sama anak saya", "kata teman": who told or was near. */
const isAmong = setOf('dari dr sama kata dengan dgn bareng oleh tanya minta ke kepada si banyak beberapa');
const polite = setOf('tolong mohon minta mohonnya dibantu');
const greetings = setOf(
  'siang pagi sore malam halo hai hallo permisi maaf dear yth selamat assalamualaikum kasih tolong mohon baik oke iya ya ' +
    'min admin terimakasih makasih',
);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
