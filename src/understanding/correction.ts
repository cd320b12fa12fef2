import type { PlacedWord } from './clause-words.ts';

/**
 * Index of the first word that holds after the last correction ("lewat sms, eh salah, maksudnya email" -> `email`);
 * 0 when nothing is corrected or nothing follows.
 */
export function startOfCorrection(words: readonly PlacedWord[]): number {
  let start = 0;
  for (let i = 0; i < words.length; i++) {
    const end = endOfMarker(words, i);
    if (end === undefined) continue;
    if (end < words.length) start = end;
    i = end - 1;
  }
  return start;
}

const mistakes = new Set(['salah', 'bukan', 'keliru', 'ralat', 'typo', 'maaf', 'sori', 'sorry', 'maksud']);
/** What may follow "eh salah" before the correction itself. */
const fillers = new Set([
  'deng',
  'ding',
  'deh',
  'kak',
  'ketik',
  'kirim',
  'tulis',
  'pencet',
  'itu',
  'ya',
  'maaf',
]);
const routes = new Set(['email', 'sms', 'hp', 'whatsapp', 'nomor']);
const questions = new Set([
  'apa',
  'bagaimana',
  'kenapa',
  'siapa',
  'mana',
  'di mana',
  'kapan',
  'gimana',
  'apaan',
]);

/** Index behind a correction's marker that begins at `at`. */
function endOfMarker(words: readonly PlacedWord[], at: number): number | undefined {
  const word = words[at]?.word ?? '';
  if (!isOpening(words, at)) return undefined;
  if (word === 'ralat') return afterFillers(words, at + 1);
  if (word === 'typo' || isMistyped(words, at)) return afterSlip(words, at);
  if (word === 'maksud' || word === 'maksudku') return afterMeaning(words, at);
  const isSlip =
    (word === 'eh' || word === 'maaf' || word === 'sori') && mistakes.has(words[at + 1]?.word ?? '');
  return isSlip ? afterSlip(words, at + 1) : undefined;
}

/** A marker stands at the beginning of a clause, or begins one: "sms eh salah email". */
function isOpening(words: readonly PlacedWord[], at: number): boolean {
  const before = words[at - 1];
  const word = words[at]?.word;
  return (
    before === undefined ||
    before.stops ||
    word === 'eh' ||
    // "nik saya 32... ralat 32..."; elsewhere "ralat" may be what is wanted ("mau ralat nik").
    (word === 'ralat' && /^\d/.test(before.word)) ||
    ['eh', 'kak', 'tapi', 'maaf'].includes(before.word)
  );
}

/** "salah ketik", "salah tulis". */
function isMistyped(words: readonly PlacedWord[], at: number): boolean {
  return (
    words[at]?.word === 'salah' && ['ketik', 'tulis', 'pencet', 'kirim'].includes(words[at + 1]?.word ?? '')
  );
}

/** "eh salah, ..."; without a sign it is a story ("eh salah terus"), unless a route or "maksud" follows. */
function afterSlip(words: readonly PlacedWord[], at: number): number | undefined {
  const slip = words[at];
  if (slip === undefined) return undefined;
  if (slip.word === 'maksud') return afterMeaning(words, at);
  const end = afterFillers(words, at + 1);
  const next = words[end]?.word ?? '';
  if (next === 'maksud' || next === 'maksudku') return afterMeaning(words, end);
  const parted = words[end - 1]?.stops === true;
  return (parted && slip.word !== 'maaf') || routes.has(next) ? end : undefined;
}

/** "maksudnya ...", "maksud saya ..."; a question what something means corrects nothing. */
function afterMeaning(words: readonly PlacedWord[], at: number): number | undefined {
  const next = words[at + 1]?.word;
  const own = next === 'saya' || next === 'aku';
  const end = at + (own ? 2 : 1);
  for (let i = end; i < words.length; i++) {
    if (questions.has(words[i]?.word ?? '') && !own) return undefined;
    if (words[i]?.stops) break;
  }
  return end;
}

function afterFillers(words: readonly PlacedWord[], from: number): number {
  let at = from;
  while (fillers.has(words[at]?.word ?? '')) at++;
  return at;
}
