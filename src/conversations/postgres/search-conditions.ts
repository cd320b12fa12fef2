import type { SearchWord } from '../search/words.ts';
import { asText } from './rows.ts';

/** Makes a place for a value in a statement, whose text it never touches. */
export type Place = (value: unknown) => string;

/** That a message `m` says a word: as it stands (trigram index), or in another form (full-text index). */
export function inMessage({ text, stem }: SearchWord, value: Place): string {
  const asItStands = `m.text ilike ${value(`%${escapeLike(asText(text))}%`)}`;
  if (stem === undefined) return asItStands;
  return `(${asItStands} or m.words @@ plainto_tsquery('indonesian', ${value(asText(text))}))`;
}

/** Without three letters or digits in a row there is no trigram, and the index cannot help. */
export function isIndexed({ text }: SearchWord): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text);
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
