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

const block = { words: 0, characters: 1, skeleton: 2, concepts: 3 } as const;

/** Shortest and longest character n-gram, counted with the border sign at both ends of a word. */
const shortest = 2;
const longest = 5;

/** Concepts of a message beyond this many make no pairs: pairs grow with the square. */
const mostConcepts = 12;

/** The features of one message; valid until the next message is read. */
export interface HashedFeatures {
  /** Each as a 32-bit hash, block after block; the same one may stand there several times. */
  readonly hashes: Int32Array;
  /** Where each block ends within `hashes`; the next one starts there. */
  readonly ends: readonly number[];
}

/**
 * Reads messages into features: words and word pairs, character n-grams within words, word skeletons (without vowels, as
 * `gmn` for `gimana`), concepts and their pairs. Hashes are FNV-1a, rolling over the characters, so that no string is
 * built; they are written into one array that is used again and again.
 */
export function createFeatureReader(
  concepts: Lexicon['concepts'],
): (words: readonly string[]) => HashedFeatures {
  let hashes = new Int32Array(4_096);
  let length = 0;

  return words => {
    length = 0;
    makeRoom(roomFor(words));
    const ends = [wordsAndPairs(words), characters(words), skeletons(words), conceptsAndPairs(words)];
    return { hashes, ends };
  };

  function wordsAndPairs(words: readonly string[]): number {
    let before = startOf(block.words);
    for (const word of words) {
      const hash = hashWord(startOf(block.words), word);
      hashes[length++] = hash;
      hashes[length++] = hashWord(step(before, space), word);
      before = hash;
    }
    hashes[length++] = step(before, space);
    return length;
  }

  function characters(words: readonly string[]): number {
    for (const word of words) {
      if (word.charCodeAt(0) !== numberSign) charactersOf(word);
    }
    return length;
  }

  function charactersOf(word: string): void {
    const last = word.length + 1;
    for (let start = 0; start + shortest <= last + 1; start++) {
      let hash = startOf(block.characters);
      const end = Math.min(last, start + longest - 1);
      for (let at = start; at <= end; at++) {
        hash = step(hash, at === 0 || at === last ? border : word.charCodeAt(at - 1));
        if (at > start) hashes[length++] = hash;
      }
    }
  }

  function skeletons(words: readonly string[]): number {
    for (const word of words) {
      let hash = startOf(block.skeleton);
      let consonants = 0;
      for (let i = 0; i < word.length; i++) {
        const code = word.charCodeAt(i);
        if (isVowel(code)) continue;
        hash = step(hash, code);
        consonants++;
      }
      if (consonants > 1) hashes[length++] = hash;
    }
    return length;
  }

  function conceptsAndPairs(words: readonly string[]): number {
    const seen: number[] = [];
    for (const word of words) {
      const concept = concepts.get(word);
      if (concept === undefined || seen.length === mostConcepts) continue;
      const hash = hashWord(startOf(block.concepts), concept);
      if (!seen.includes(hash)) seen.push(hash);
    }
    for (const [i, one] of seen.entries()) {
      hashes[length++] = one;
      for (const other of seen.slice(i + 1)) hashes[length++] = pair(one, other);
    }
    return length;
  }

  function makeRoom(needed: number): void {
    if (needed > hashes.length) hashes = new Int32Array(needed * 2);
  }
}

/** An upper bound for the number of features. */
function roomFor(words: readonly string[]): number {
  let characters = 0;
  for (const word of words) characters += word.length + 2;
  return words.length * 3 + 1 + characters * (longest - shortest + 1) + mostConcepts * mostConcepts;
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

/** The same whichever comes first. */
function pair(one: number, other: number): number {
  return Math.imul(Math.min(one, other), fnvPrime) ^ Math.max(one, other);
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117;
}
