import { clean } from './clean.ts';
import type { Lexicon, Spelling } from './lexicon.ts';
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
    const token = scanned[i] ?? '';
    const spelling = lexicon.spellings.get(token);
    const variant = spelling?.startsVariant ? variantAt(scanned, i, lexicon) : undefined;
    if (variant !== undefined) addAll(words, variant.words);
    else addWord(token, spelling, lexicon, words);
    i += variant?.length ?? 1;
  }
  return words.length > maxTokens ? words.slice(0, maxTokens) : words;
}

function addWord(word: string, spelling: Spelling | undefined, lexicon: Lexicon, words: string[]): void {
  if (isNumber(word)) words.push(word.length <= 4 ? word : `#${word.length}`);
  else if (spelling?.becomes !== undefined) addAll(words, spelling.becomes);
  else addStrange(word, lexicon, words);
}

/** Slang of two or three words, e.g. `log in`. */
function variantAt(scanned: readonly string[], at: number, lexicon: Lexicon) {
  for (const length of [3, 2]) {
    if (at + length > scanned.length) continue;
    const words = lexicon.slang.get(scanned.slice(at, at + length).join(' '));
    if (words !== undefined) return { words, length };
  }
  return undefined;
}

/** Spreading would cost more than the words: nearly always it is one. */
function addAll(words: string[], more: readonly string[]): void {
  for (const word of more) words.push(word);
}

/** A word that does not stand in the lexicon as it was written: the form nearest to that which does. */
function addStrange(word: string, { spellings }: Lexicon, words: string[]): void {
  const single = collapseRepeats(withoutReduplication(word));
  const plain = withoutNya(single);
  const becomes =
    otherForm(word, single, spellings) ??
    otherForm(word, withoutNy(plain), spellings) ??
    otherForm(word, withoutPronoun(single), spellings);
  if (becomes !== undefined) addAll(words, becomes);
  else if (plain !== '' && !clitics.has(plain)) words.push(plain);
}

function otherForm(word: string, form: string, spellings: Lexicon['spellings']) {
  return form === word ? undefined : spellings.get(form)?.becomes;
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

/** `passny` is `passnya` in a hurry; taken off only where the rest is known. */
function withoutNy(word: string): string {
  return word.endsWith('ny') ? word.slice(0, -2) : word;
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
