import type { Clause } from './clauses.ts';

/** A stretch of a message that may be a request of its own. */
export interface MessagePart {
  /** What it says, without the words that join it to the rest. */
  readonly text: string;
  /** It asks for something ("mau tanya ...", "lupa ..."), rather than telling what goes with the rest. */
  readonly asks: boolean;
}

/** Messages of more words are stories: their "dan" and "juga" go on telling, they do not ask for more. */
const longestDouble = 30;
const mostParts = 3;
/** Meaningful words that a part has at least. */
const shortestPart = 2;

/** The message cut where it adds something; empty when it is too long, or a part too short, to hold two requests. */
export function messageParts(clauses: readonly Clause[]): readonly MessagePart[] {
  if (!clauses.some(({ adds }, i) => adds && i > 0)) return [];
  const words = clauses.reduce((sum, clause) => sum + clause.words.length, 0);
  if (words > longestDouble) return [];
  const parts: Clause[][] = [];
  for (const clause of clauses) {
    if (parts.length === 0 || clause.adds) parts.push([clause]);
    else parts.at(-1)?.push(clause);
  }
  const tooShort = parts.some(part => countMeaningful(part) < shortestPart);
  return tooShort || parts.length > mostParts ? [] : parts.map(part);
}

/** How many words say something by themselves. */
export function countMeaningful(clauses: readonly Clause[]): number {
  return clauses.reduce((sum, { words }) => sum + words.filter(word => !meaningless.has(word)).length, 0);
}

const joiners = new Set('dan serta plus sekalian ditambah terus sama lalu juga oh iya satu lagi'.split(' '));
const meaningless = new Set([
  ...joiners,
  ...'kak ya tapi deh sih kok nih dong eh yang itu salah bukan tidak maaf'.split(' '),
]);

function part(clauses: readonly Clause[]): MessagePart {
  const texts = clauses.map(({ words }) => {
    const start = words.findIndex(word => !joiners.has(word));
    return words.filter((word, i) => i >= start && word !== 'juga').join(' ');
  });
  return { text: texts.join(', '), asks: asks(clauses[0]?.words ?? []) };
}

const asking = new Set('tanya minta sekalian tolong bagaimana cara lupa kabari ingatkan'.split(' '));
const wanting = new Set(['mau', 'ingin']);
const failing = new Set('tidak gagal malah belum error tetap masih'.split(' '));

/** "mau login juga gak bisa" tells of a failure; "mau reset sandi juga" asks. */
function asks(words: readonly string[]): boolean {
  if (words.some(word => asking.has(word))) return true;
  return words.some(word => wanting.has(word)) && !words.some(word => failing.has(word.split(' ')[0] ?? ''));
}
