import type { Lexicon } from './lexicon.ts';
import { stem } from './stem.ts';

/**
 * Brings further forms of a group's words into the group: with `daftar` in it, `mendaftar` and `didaftarkan` of the
 * examples belong to it too. Done once in training, because the stemmer is too slow for a turn.
 */
export function widenConcepts(
  concepts: Lexicon['concepts'],
  examples: readonly (readonly string[])[],
): Lexicon['concepts'] {
  const groupOfRoot = new Map<string, string>();
  for (const [word, group] of concepts) {
    if (isStemmable(word) && !groupOfRoot.has(stem(word))) groupOfRoot.set(stem(word), group);
  }
  const widened = new Map(concepts);
  if (groupOfRoot.size === 0) return widened;
  for (const word of new Set(examples.flat())) {
    const group = isStemmable(word) && !widened.has(word) ? groupOfRoot.get(stem(word)) : undefined;
    if (group !== undefined) widened.set(word, group);
  }
  return widened;
}

function isStemmable(word: string): boolean {
  return /^[a-z]{4,20}$/.test(word);
}
