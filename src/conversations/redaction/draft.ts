export type Finding = 'nik' | 'kpj' | 'phone' | 'email' | 'code' | 'password' | 'digits';

/** Stands for every character that is already masked; neither letter, digit nor separator. */
export const covered = '\uE000';

/**
 * A text being redacted. `text` is what the finders look at: compatibility forms folded (full-width, circled ...), every
 * script's digits as 0-9, invisible characters gone, masked places filled with `covered`. What is not masked comes out
 * exactly as it was written.
 */
export class Draft {
  readonly found = new Set<Finding>();
  readonly #source: string;
  readonly #units: string[];
  /** Where in the source a unit begins and ends; empty when each is where it stands. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #masks: { start: number; end: number; mask: string }[] = [];

  constructor(source: string) {
    this.#source = source;
    if (isPlain.test(source)) {
      // Most messages: every character stands for itself.
      this.#units = source.split('');
      return;
    }
    this.#units = [];
    let at = 0;
    for (const character of source) {
      for (const unit of fold(character)) {
        this.#units.push(unit);
        this.#starts.push(at);
        this.#ends.push(at + character.length);
      }
      at += character.length;
    }
  }

  get text(): string {
    return this.#units.join('');
  }

  /** Masks `text[start, end)`. */
  cover(start: number, end: number, mask: string, finding?: Finding): void {
    this.#masks.push({ start, end, mask });
    this.#units.fill(covered, start, end);
    if (finding) this.found.add(finding);
  }

  /** The text with its masks; masks that touch are set apart by a space, so that each stays recognisable. */
  render(): string {
    let result = '';
    let done = 0;
    let afterMask = false;
    for (const { start, end, mask } of this.#masks.toSorted((a, b) => a.start - b.start)) {
      const gap = this.#source.slice(done, this.#startOf(start));
      result += afterMask && gap === '' ? ` ${mask}` : gap + mask;
      done = Math.max(done, this.#ends[end - 1] ?? 0, this.#startOf(end));
      afterMask = true;
    }
    return result + this.#source.slice(done);
  }

  #startOf(unit: number): number {
    return this.#starts.length === 0 ? unit : (this.#starts[unit] ?? this.#source.length);
  }
}

const isPlain = /^[ -~]*$/;

/** The UTF-16 units that a character stands for; none when it cannot be seen. */
function fold(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return [/\p{Cc}/u.test(character) && !/\s/.test(character) ? ' ' : character];
  if (/\p{Default_Ignorable_Code_Point}|\p{M}|\p{Cf}/u.test(character)) return [];
  if (/\p{Co}|\p{Cc}|\p{Cs}/u.test(character)) return [' '];
  const folded = character
    .normalize('NFKC')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Nd}/gu, toAsciiDigit);
  return folded.split('');
}

/** Unicode keeps the ten digits of a script together, from a code that ends in 0 or in 6. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  const row = code & ~0xf;
  const zero = /\p{Nd}/u.test(String.fromCodePoint(row)) ? row : row + 6;
  return String(code - zero);
}
