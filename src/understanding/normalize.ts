import { clean } from './clean.ts';
import type { Lexicon } from './lexicon.ts';
import { scan } from './scan.ts';

/** More words than this say nothing new about what somebody wants. */
export const maxTokens = 150;

/**
 * A message as the words that the classifier learns from: lower case, one spelling for each word, repeated letters and
 * the clitics -nya, -ku, -mu gone. Stop words stay: "tidak bisa masuk" without them says the opposite.
 * Numbers become `#` and their number of digits (short ones, such as 175, stay), so no identity number is ever a word.
 */
export function normalize(text: string, lexicon: Lexicon): readonly string[] {
  const scanned = scan(clean(text).toLowerCase(), maxTokens);
  const words: string[] = [];
  for (let i = 0; i < scanned.length && words.length < maxTokens; ) {
    const phrase = variantAt(scanned, i, lexicon);
    if (phrase !== undefined) {
      words.push(...phrase.words);
      i += phrase.length;
      continue;
    }
    addWord(scanned[i] ?? '', lexicon, words);
    i++;
  }
  return words.slice(0, maxTokens);
}

/** Slang of two or three words, e.g. `log in`. */
function variantAt(scanned: readonly string[], at: number, lexicon: Lexicon) {
  const first = scanned[at] ?? '';
  if (!lexicon.startsVariant.has(first)) return undefined;
  for (const length of [3, 2]) {
    if (at + length > scanned.length) continue;
    const words = lexicon.slang.get(scanned.slice(at, at + length).join(' '));
    if (words !== undefined) return { words, length };
  }
  return undefined;
}

function addWord(word: string, lexicon: Lexicon, words: string[]): void {
  if (isNumber(word)) {
    words.push(word.length <= 4 ? word : `#${word.length}`);
    return;
  }
  // As it was written it mostly stands in the lexicon; only then is it worth the time to try other forms.
  if (addKnown(word, lexicon, words)) return;
  for (const form of spellings(word, lexicon)) {
    if (addKnown(form, lexicon, words)) return;
  }
  const plain = withoutNya(collapseRepeats(withoutReduplication(word)));
  if (plain === '' || clitics.has(plain)) return;
  words.push(lexicon.address.has(plain) ? 'kak' : plain);
}

function addKnown(form: string, lexicon: Lexicon, words: string[]): boolean {
  const slang = lexicon.slang.get(form);
  if (slang !== undefined) {
    words.push(...slang);
    return true;
  }
  if (!lexicon.known.has(form)) return false;
  words.push(lexicon.address.has(form) ? 'kak' : form);
  return true;
}

/** Other forms under which a word may stand in the lexicon, the nearest to what was written first. */
function spellings(word: string, lexicon: Lexicon): readonly string[] {
  if (word.length > 30 || lexicon.known.size === 0) return [];
  const single = collapseRepeats(withoutReduplication(word));
  return [single, single.endsWith('ny') ? single.slice(0, -2) : withoutNya(single), withoutPronoun(single)];
}

/** `baik2` is how `baik-baik` is typed on a phone. */
function withoutReduplication(word: string): string {
  return word.length > 3 && word.endsWith('2') ? word.slice(0, -1) : word;
}

const clitics = new Set(['nya', 'ny', 'ku', 'mu']);

/** Words that end in -nya without the clitic. */
const notClitic = new Set(['punya', 'hanya', 'tanya', 'bertanya', 'menanya', 'mempunyai', 'nanya', 'kenya']);

function withoutNya(word: string): string {
  return word.length > 5 && word.endsWith('nya') && !notClitic.has(word) ? word.slice(0, -3) : word;
}

function withoutPronoun(word: string): string {
  return word.length > 5 && (word.endsWith('ku') || word.endsWith('mu')) ? word.slice(0, -2) : word;
}

/** `tolonggg` -> `tolong`, `bangett` -> `banget`; two equal letters inside a word stay (`maaf`). */
export function collapseRepeats(word: string): string {
  if (!hasRepeats(word)) return word;
  let collapsed = '';
  for (let i = 0; i < word.length; ) {
    let end = i + 1;
    while (end < word.length && word[end] === word[i]) end++;
    const atEnd = end === word.length && i > 2;
    collapsed += end - i > 2 || (end - i === 2 && atEnd) ? word[i] : word.slice(i, end);
    i = end;
  }
  return collapsed;
}

function hasRepeats(word: string): boolean {
  for (let i = 1; i < word.length; i++) {
    if (word.charCodeAt(i) === word.charCodeAt(i - 1)) return true;
  }
  return false;
}

function isNumber(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return word.length > 0;
}
