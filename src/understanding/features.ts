import type { Lexicon } from './lexicon.ts';

/**
 * The kinds of features. Each kind is brought to length 1 by itself and then weighted, so that the many character
 * n-grams do not drown the few words.
 */
export const blocks = [
  { name: 'words', weight: 1 },
  { name: 'characters', weight: 1 },
  { name: 'skeleton', weight: 0.5 },
  { name: 'concepts', weight: 0.7 },
] as const satisfies readonly { name: string; weight: number }[];

export const block = { words: 0, characters: 1, skeleton: 2, concepts: 3 } as const;

/** Shortest and longest character n-gram, counted with the border sign at both ends of a word. */
const shortest = 2;
const longest = 5;

/** Concepts of a message beyond this many make no pairs: pairs grow with the square. */
const mostConcepts = 12;

/**
 * Calls `see` with every feature of a message as a 32-bit hash (FNV-1a, rolling, so no string is built): words and word
 * pairs, character n-grams within words, word skeletons (without vowels, as `gmn` for `gimana`), concepts and their pairs.
 */
export function eachFeature(
  words: readonly string[],
  concepts: Lexicon['concepts'],
  see: (block: number, hash: number) => void,
): void {
  let before = startOf(block.words);
  const seen: number[] = [];
  for (const word of words) {
    const hash = hashWord(startOf(block.words), word);
    see(block.words, hash);
    see(block.words, hashWord(step(before, space), word));
    before = hash;
    characters(word, see);
    skeleton(word, see);
    const concept = concepts.get(word);
    if (concept !== undefined) addConcept(hashWord(startOf(block.concepts), concept), seen);
  }
  see(block.words, step(before, space));
  conceptPairs(seen, see);
}

function characters(word: string, see: (block: number, hash: number) => void): void {
  const length = word.length + 2;
  if (word.charCodeAt(0) === numberSign) return;
  for (let start = 0; start + shortest <= length; start++) {
    let hash = startOf(block.characters);
    const end = Math.min(length, start + longest);
    for (let at = start; at < end; at++) {
      hash = step(hash, at === 0 || at === length - 1 ? border : word.charCodeAt(at - 1));
      if (at - start + 1 >= shortest) see(block.characters, hash);
    }
  }
}

function skeleton(word: string, see: (block: number, hash: number) => void): void {
  let hash = startOf(block.skeleton);
  let consonants = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (isVowel(code)) continue;
    hash = step(hash, code);
    consonants++;
  }
  if (consonants > 1) see(block.skeleton, hash);
}

function addConcept(hash: number, seen: number[]): void {
  if (seen.length < mostConcepts && !seen.includes(hash)) seen.push(hash);
}

/** A pair is the same whichever comes first. */
function conceptPairs(seen: readonly number[], see: (block: number, hash: number) => void): void {
  for (const [i, one] of seen.entries()) {
    see(block.concepts, one);
    for (let j = i + 1; j < seen.length; j++) {
      const other = seen[j] ?? 0;
      see(block.concepts, Math.imul(Math.min(one, other), fnvPrime) ^ Math.max(one, other));
    }
  }
}

const space = 0x20;
const border = 0x5f;
const numberSign = 0x23;
const fnvPrime = 0x01000193;
const fnvBasis = 0x811c9dc5 | 0;

/** Different for each block, so that `no` as a word and as an n-gram are two features. */
function startOf(block: number): number {
  return Math.imul(fnvBasis ^ (block + 1), fnvPrime);
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, fnvPrime);
}

function hashWord(start: number, word: string): number {
  let hash = start;
  for (let i = 0; i < word.length; i++) hash = step(hash, word.charCodeAt(i));
  return hash;
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117;
}
