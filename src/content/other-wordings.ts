import type { Words } from './words.ts';

/** Other ways to say a bubble that was said already; empty when dialogs/ holds none. */
export type OtherWordings = (said: string) => Words;

/**
 * Finds a bubble among `groups` of bubbles that say the same, and fills what stood in its `{words}` into the others. Those
 * that follow it in its group come first.
 */
export function createOtherWordings(groups: readonly Words[]): OtherWordings {
  const patterns = groups.flatMap(group =>
    group.map((template, at) => ({ group, at, ...patternOf(template) })),
  );
  return said => {
    for (const { group, at, words, pattern } of patterns) {
      const found = pattern.exec(said);
      if (!found) continue;
      const values = new Map(words.map((word, index) => [word, found[index + 1] ?? '']));
      return [...group.slice(at + 1), ...group.slice(0, at)]
        .map(template => template.replace(placeholders, (whole, word: string) => values.get(word) ?? whole))
        .filter(text => !text.includes('{'));
    }
    return [];
  };
}

const placeholders = /\{([^{}]*)\}/g;

function patternOf(template: string): { readonly words: readonly string[]; readonly pattern: RegExp } {
  const words = [...template.matchAll(placeholders)].map(([, word = '']) => word);
  const parts = template.split(/\{[^{}]*\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { words, pattern: new RegExp(`^${parts.join('([^{}]*?)')}$`) };
}
