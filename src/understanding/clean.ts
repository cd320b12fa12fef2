/** Longer messages are cut here, before anything whose time depends on the length. */
export const maxCharacters = 1_000;

/**
 * Text as everything behind it sees it: at most 1,000 characters, compatibility forms folded (full-width letters and
 * digits, ligatures), accents, zero-width and bidirectional marks gone, Arabic-Indic digits as 0-9. Case is kept.
 */
export function clean(text: string): string {
  const cut = text.length > maxCharacters ? text.slice(0, maxCharacters) : text;
  if (isPlain(cut)) return cut;
  const folded = cut.normalize('NFKD').replace(marksAndInvisibles, '').replace(arabicDigits, asciiDigit);
  // One character may decompose into 18 (U+FDFA), so the cap holds only when it is applied again.
  return folded.length > maxCharacters ? folded.slice(0, maxCharacters) : folded;
}

/** Combining marks, format characters (zero-width, bidirectional, soft hyphen, BOM) and unpaired surrogates. */
const marksAndInvisibles = /[\p{M}\p{Cf}\p{Cs}]/gu;
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;

function asciiDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0x7e) return false;
  }
  return true;
}
