/** What intents/_lexicon.yml says, ready to look up. All words are lower case, as the scanner yields them. */
export interface Lexicon {
  /** Spelling -> the one that is used from there on; both sides may hold several words: `log in` -> `login`. */
  readonly slang: ReadonlyMap<string, readonly string[]>;
  /** First words of the variants that hold several, so that most words cost no second look. */
  readonly startsVariant: ReadonlySet<string>;
  /** Word -> the group of words that mean the same here: `sandi` -> `password`. */
  readonly concepts: ReadonlyMap<string, string>;
  /** How people address the bot: min, kak, bang. */
  readonly address: ReadonlySet<string>;
  /** Every word that stands in the lexicon: -ku and -mu are only taken off these. */
  readonly known: ReadonlySet<string>;
}

export interface LexiconSource {
  readonly slang: Readonly<Record<string, readonly string[]>>;
  readonly concepts: Readonly<Record<string, readonly string[]>>;
  readonly address: readonly string[];
}

/** For texts in other languages: nothing is slang. */
export const emptyLexicon: Lexicon = compileLexicon({ slang: {}, concepts: {}, address: [] });

export function compileLexicon(source: LexiconSource): Lexicon {
  const slang = new Map<string, readonly string[]>();
  const startsVariant = new Set<string>();
  const known = new Set<string>();
  for (const [canonical, variants] of Object.entries(source.slang)) {
    const words = wordsOf(canonical);
    for (const word of words) known.add(word);
    for (const variant of variants) {
      const variantWords = wordsOf(variant);
      slang.set(variantWords.join(' '), words);
      const [first] = variantWords;
      if (variantWords.length > 1 && first !== undefined) startsVariant.add(first);
    }
  }
  const concepts = new Map<string, string>();
  for (const [group, words] of Object.entries(source.concepts)) {
    for (const word of [group, ...words].map(lower)) {
      if (!concepts.has(word)) concepts.set(word, group);
      known.add(word);
    }
  }
  return { slang, startsVariant, concepts, address: new Set(source.address.map(lower)), known };
}

function wordsOf(text: string): readonly string[] {
  return lower(text).split(/\s+/);
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
