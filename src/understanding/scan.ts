/**
 * Cuts lower-case text into words, numbers, emoji and the signs `?` and `!`, in one pass without regular expressions.
 * Letters of every script make words; an apostrophe inside a word is no border (`don't`).
 *
 * @param limit stop after this many tokens
 */
export function scan(text: string, limit: number): readonly string[] {
  const tokens: string[] = [];
  for (let i = 0; i < text.length && tokens.length < limit; ) {
    const code = text.codePointAt(i) ?? 0;
    if (isWordCharacter(code)) {
      const end = endOfWord(text, i);
      tokens.push(text.slice(i, end));
      i = end;
      continue;
    }
    const sign = code === space ? undefined : signOf(code);
    // "???" and a row of the same emoji say no more than one.
    if (sign !== undefined && tokens.at(-1) !== sign) tokens.push(sign);
    i += code > 0xffff ? 2 : 1;
  }
  return tokens;
}

/** Long numbers are words of their own, also when they stick to letters: `kpj12345678901`. */
const longNumber = 3;

function endOfWord(text: string, start: number): number {
  const digits = digitsAt(text, start);
  if (digits >= longNumber) return start + digits;
  let end = afterPlainLetters(text, start);
  for (let width = 1; width > 0; end += width) width = widthInWord(text, end);
  return end;
}

/** Most words end with these, so that nothing else has to be asked of their letters. */
function afterPlainLetters(text: string, start: number): number {
  let end = start;
  while (end < text.length && isPlainLetter(text.charCodeAt(end))) end++;
  return end;
}

/** How far the word goes on at `at`; 0 when it ends there. */
function widthInWord(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  if (isDigit(code)) {
    const digits = digitsAt(text, at);
    return digits >= longNumber ? 0 : digits;
  }
  if (isWordCharacter(code)) return code > 0xffff ? 2 : 1;
  return code === apostrophe && isWordCharacter(text.codePointAt(at + 1) ?? 0) ? 1 : 0;
}

function digitsAt(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end - start;
}

function isPlainLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const space = 0x20;
const apostrophe = 0x27;

function isWordCharacter(code: number): boolean {
  if (code < 128) return isPlainLetter(code) || isDigit(code);
  return code < 0x2000 ? isLetter(code) : code >= 0x2c00 && !isPictograph(code) && isLetter(code);
}

function isLetter(code: number): boolean {
  return letter.test(String.fromCodePoint(code));
}

const letter = /[\p{L}\p{N}]/u;

function isPictograph(code: number): boolean {
  return code >= 0x1f000 && code <= 0x1faff;
}

function signOf(code: number): string | undefined {
  if (code === 0x3f) return '?';
  if (code === 0x21) return '!';
  return isPictograph(code) || (code >= 0x2600 && code <= 0x27bf) ? String.fromCodePoint(code) : undefined;
}
