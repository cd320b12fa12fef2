/** What somebody says it is not, when it stands behind "bukan": "bukan lupa sandi", "bukan soal login". */
const topics = new Set(
  'lupa soal masalah perkara urusan perihal karena gara kena mau ingin tidak belum itu ini begitu yang error'.split(
    ' ',
  ),
);
/** "bukan main", "bukan cuma", "bukan peserta", "bukan punya saya" deny nothing that somebody could want. */
const idioms = new Set(
  'main cuma hanya sekadar sekedar saja sekali penerima peserta punya milik kepunyaan saya aku pegawai karyawan anggota lagi kah'.split(
    ' ',
  ),
);
const mine = new Set(['saya', 'aku', 'ku', 'pribadi', 'milik', 'punya']);
/** What may stand in front of the denial: "maaf kak, sebenarnya ini bukan ...". */
const openers = new Set(
  'kak tapi dan maaf ini itu masalah sebenar sebenarnya sebetul sebetulnya saya aku oh eh ya iya padahal kan kendala persoalan tetapi halo jadi'.split(
    ' ',
  ),
);
const contrasting = new Set(['tapi', 'tetapi', 'melainkan', 'namun', 'cuma', 'hanya']);
/** Longer denials need something that shows what holds instead. */
const shortDenial = 3;

/** Whether a denial begins in the middle of a clause: "kode gak masuk bukan lupa sandi". */
export function beginsDenial(word: string, next: string): boolean {
  return word === 'bukan' && (next === 'lupa' || next === 'soal' || next === 'masalah' || next === 'karena');
}

/**
 * Whether a clause only says what is not the case.
 *
 * @param next the clause behind it; "tapi ..." shows that a denial was meant
 */
export function isDenied(clause: readonly string[], next: readonly string[]): boolean {
  const start = clause.findIndex(word => !openers.has(word));
  const [first = '', second = ''] = start < 0 ? [] : clause.slice(start);
  // Nobody asks for help with what they did not forget; other things with "tidak" are the problem itself.
  if (first === 'tidak' && second === 'lupa') return true;
  if (first !== 'bukan') return false;
  const denied = clause.slice(start + 1);
  if (denied.length === 0 || topics.has(second)) return true;
  if (idioms.has(second) || denied.some(word => mine.has(word))) return false;
  return denied.length <= shortDenial || contrasting.has(next[0] ?? '') || denied.includes('yang');
}

/** Whether the message says what the matter is not, and nothing of what it is: as good as a "no". */
export function deniesTopic(clause: readonly string[]): boolean {
  const at = clause.findIndex(word => word === 'bukan' || word === 'tidak');
  return at >= 0 && clause.length <= 8 && topics.has(clause[at + 1] ?? '');
}
