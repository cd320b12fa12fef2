import type { SearchWord } from '../search/words.ts';
import { asText } from './rows.ts';

/** Makes a place for a value in a statement, whose text it never touches. */
export type Place = (value: unknown) => string;

/** That a message `m` says a word: as it stands (trigram index), or in another form (full-text index). */
export function inMessage(word: SearchWord, value: Place): string {
  return orInAnotherForm(`m.text ilike ${value(pattern(word))}`, word, value);
}

/** The same of a message with its text in small letters, `m.folded`: for many words they are made once. */
export function inFolded(word: SearchWord, value: Place): string {
  return orInAnotherForm(`m.folded like lower(${value(pattern(word))})`, word, value);
}

function orInAnotherForm(asItStands: string, { text, stem }: SearchWord, value: Place): string {
  if (stem === undefined) return asItStands;
  return `(${asItStands} or m.words @@ plainto_tsquery('indonesian', ${value(asText(text))}))`;
}

function pattern({ text }: SearchWord): string {
  return `%${escapeLike(asText(text))}%`;
}

/** Without three letters or digits in a row there is no trigram, and the index cannot help. */
export function isIndexed({ text }: SearchWord): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
