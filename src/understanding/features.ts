import type { Lexicon } from './lexicon.ts';

/** The kinds of features, in the order in which they are read. */
export const blocks = ['words', 'characters', 'skeleton', 'concepts', 'gaps'] as const;
export type Block = (typeof blocks)[number];

/** Index of each kind in `blocks`. */
export const block = { words: 0, characters: 1, skeleton: 2, concepts: 3, gaps: 4 } as const;

/** Shortest and longest character n-gram, counted with the border sign at both ends of a word. */
const shortest = 2;
const longest = 4;

/** Concepts of a message beyond this many make no pairs: pairs grow with the square. */
const mostConcepts = 12;

/** Features as 32-bit hashes, one kind after another; valid until the next reading. A feature may stand there twice. */
export interface HashedFeatures {
  readonly hashes: Int32Array;
  /** By kind: where it ends within `hashes`, and the next one starts. */
  readonly ends: Int32Array;
}

/** What a word is to the words beside it: two hashes. */
export interface WordInContext {
  readonly word: number;
  /** Of the group of words that mean the same; 0 when it is in none. */
  readonly concept: number;
}

export interface FeatureReader {
  /** Of one word by itself: the word, its character n-grams, its skeleton (without vowels, as `gmn` for `gimana`). */
  ofWord(word: string): HashedFeatures;
  inContext(word: string): WordInContext;
  /** Of the words together: pairs of neighbours, concepts and their pairs, pairs over a gap. */
  ofContext(words: readonly WordInContext[]): HashedFeatures;
}

/**
 * Hashes are FNV-1a, rolling over the characters, so that no string is built; they are written into one array that is used
 * again and again.
 *
 * @param reach how many words apart the two words of a pair may stand; 1 is neighbours only
 */
export function createFeatureReader(concepts: Lexicon['concepts'], reach: number): FeatureReader {
  const conceptHashes = new Map(
    [...concepts].map(([word, concept]) => [word, hashWord(startOf(block.concepts), concept)] as const),
  );
  const seen = new Int32Array(mostConcepts);
  const ends = new Int32Array(blocks.length);
  let hashes = new Int32Array(1_024);
  let length = 0;

  return {
    ofWord(word) {
      makeRoom(2 + (word.length + 2) * (longest - shortest + 1));
      hashes[length++] = hashWord(startOf(block.words), word);
      endHere(block.words);
      if (word.charCodeAt(0) !== numberSign) characters(word);
      endHere(block.characters);
      skeleton(word);
      endHere(block.skeleton);
      endHere(block.concepts);
      endHere(block.gaps);
      return { hashes, ends };
    },
    inContext(word) {
      return { word: hashWord(startOf(block.words), word), concept: conceptHashes.get(word) ?? 0 };
    },
    ofContext(words) {
      makeRoom(words.length * reach + 1 + mostConcepts * mostConcepts);
      neighbours(words);
      endHere(block.words);
      endHere(block.characters);
      endHere(block.skeleton);
      conceptsAndPairs(words);
      endHere(block.concepts);
      if (reach > 1) overGaps(words);
      endHere(block.gaps);
      return { hashes, ends };
    },
  };

  /** Of each two neighbours; a border stands before the first and behind the last word. */
  function neighbours(words: readonly WordInContext[]): void {
    let before = startOf(block.words);
    for (const { word } of words) {
      hashes[length++] = inOrder(before, word);
      before = word;
    }
    hashes[length++] = inOrder(before, space);
  }

  /** `transfer .. arrived`, whatever stands between; the order counts. */
  function overGaps(words: readonly WordInContext[]): void {
    for (let i = 0; i < words.length; i++) {
      const before = step(words[i]?.word ?? 0, gapSign);
      const last = Math.min(i + reach, words.length - 1);
      for (let j = i + 2; j <= last; j++) hashes[length++] = inOrder(before, words[j]?.word ?? 0);
    }
  }

  function characters(word: string): void {
    const last = word.length + 1;
    for (let start = 0; start < last; start++) {
      let hash = startOf(block.characters);
      const end = Math.min(last, start + longest - 1);
      for (let at = start; at <= end; at++) {
        hash = step(hash, at === 0 || at === last ? border : word.charCodeAt(at - 1));
        if (at > start) hashes[length++] = hash;
      }
    }
  }

  function skeleton(word: string): void {
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

  function conceptsAndPairs(words: readonly WordInContext[]): void {
    const count = conceptsIn(words);
    for (let i = 0; i < count; i++) {
      const one = seen[i] ?? 0;
      hashes[length++] = one;
      for (let j = i + 1; j < count; j++) hashes[length++] = inAnyOrder(one, seen[j] ?? 0);
    }
  }

  /** Writes each concept once into `seen`, in the order in which they first stand in the message. */
  function conceptsIn(words: readonly WordInContext[]): number {
    let count = 0;
    for (const { concept } of words) {
      if (concept !== 0 && count < mostConcepts && !wasSeen(concept, count)) seen[count++] = concept;
    }
    return count;
  }

  function wasSeen(concept: number, count: number): boolean {
    for (let i = 0; i < count; i++) if (seen[i] === concept) return true;
    return false;
  }

  function endHere(kind: number): void {
    ends[kind] = length;
  }

  function makeRoom(needed: number): void {
    length = 0;
    if (needed > hashes.length) hashes = new Int32Array(needed * 2);
  }
}

const space = 0x20;
const border = 0x5f;
const gapSign = 0x2e;
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

function inOrder(one: number, other: number): number {
  return step(Math.imul(one, fnvPrime), other);
}

function inAnyOrder(one: number, other: number): number {
  return Math.imul(Math.min(one, other), fnvPrime) ^ Math.max(one, other);
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117;
}
