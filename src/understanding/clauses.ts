import { type PlacedWord, placeWords } from './clause-words.ts';
import { startOfCorrection } from './correction.ts';
import { beginsDenial, isDenied } from './denial.ts';
import type { Lexicon } from './lexicon.ts';

/** A part of a message that says one thing. */
export interface Clause {
  /** As written. */
  readonly text: string;
  /** In the lexicon's spelling. */
  readonly words: readonly string[];
  /** `denied`: the user says that it is not so ("bukan lupa sandi"). `withdrawn`: what follows corrects it. */
  readonly stance: 'meant' | 'denied' | 'withdrawn';
  /** Joined to what was said before by "dan", "sekalian", "juga". */
  readonly adds: boolean;
}

/** The clauses of a cleaned message, in order. One pass over at most 200 words. */
export function clausesOf(text: string, lexicon: Lexicon): readonly Clause[] {
  const words = placeWords(text, lexicon);
  const correction = startOfCorrection(words);
  const withdrawn = words.slice(0, correction);
  const clauses: Clause[] = withdrawn.length === 0 ? [] : [clause(text, withdrawn, 'withdrawn')];

  const parts = split(words.slice(correction));
  let stance: Clause['stance'] = 'meant';
  for (const [i, part] of parts.entries()) {
    const goesOn = part[0]?.word === 'dan' && parts[i - 1]?.at(-1)?.stops !== true;
    // "bukan lupa sandi dan email": the second half is denied as well.
    if (!(stance === 'denied' && goesOn))
      stance = isDenied(plain(part), plain(parts[i + 1])) ? 'denied' : 'meant';
    clauses.push(clause(text, part, stance));
  }
  return clauses;
}

const contrasting = new Set(['tapi', 'tetapi', 'melainkan', 'namun', 'melaikan']);
const joining = new Set(['dan', 'serta', 'plus', 'sekalian', 'ditambah']);
/** These join two requests only when the second one begins right behind them: "sama mau tanya", "terus email juga mati". */
const looselyJoining: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['sama', new Set(['mau', 'tanya', 'minta', 'ingin', 'lupa', 'tolong'])],
  ['terus', new Set('mau tanya minta ingin lupa tolong bagaimana saya nomor email iuran'.split(' '))],
  ['lalu', new Set('mau tanya minta ingin lupa tolong bagaimana nomor email iuran'.split(' '))],
  ['satu', new Set(['lagi'])],
  ['oh', new Set(['iya', 'ya'])],
]);

/** "..., kabari kalau sudah normal": a wish of its own behind any complaint. */
const wishing = new Set(['kabari', 'ingatkan']);

function split(words: readonly PlacedWord[]): readonly (readonly PlacedWord[])[] {
  const parts: PlacedWord[][] = [];
  for (const [i, placed] of words.entries()) {
    const next = words[i + 1]?.word ?? '';
    const begins =
      i === 0 ||
      words[i - 1]?.stops === true ||
      contrasting.has(placed.word) ||
      joining.has(placed.word) ||
      joinsLoosely(placed.word, next) ||
      beginsDenial(placed.word, next);
    if (begins) parts.push([placed]);
    else parts.at(-1)?.push(placed);
  }
  return parts;
}

function joinsLoosely(word: string, next: string): boolean {
  return looselyJoining.get(word)?.has(next) === true;
}

function clause(text: string, part: readonly PlacedWord[], stance: Clause['stance']): Clause {
  const words = plain(part);
  const [first = '', second = ''] = words;
  return {
    text: text.slice(part[0]?.start ?? 0, part.at(-1)?.end ?? 0),
    words,
    stance,
    adds:
      joining.has(first) ||
      joinsLoosely(first, second) ||
      words.includes('juga') ||
      words.slice(0, 2).some(word => wishing.has(word)),
  };
}

function plain(part: readonly PlacedWord[] | undefined): readonly string[] {
  return part?.map(({ word }) => word) ?? [];
}
