/** What intents/_lexicon.yml says, ready to look up. All words are lower case, as the scanner yields them. */
export interface Lexicon {
  /** Spelling -> the one that is used from there on; both sides may hold several words: `log in` -> `login`. */
  readonly slang: ReadonlyMap<string, readonly string[]>;
  /** The same for single words, ready for the normaliser: one look tells all that the lexicon knows of a word. */
  readonly spellings: ReadonlyMap<string, Spelling>;
  /** Word -> the group of words that mean the same here: `sandi` -> `password`. */
  readonly concepts: ReadonlyMap<string, string>;
  /** How people address the bot: min, kak, bang. */
  readonly address: ReadonlySet<string>;
}

export interface Spelling {
  /** What is used from there on; `undefined` when the word by itself says nothing, only as the beginning of a variant. */
  readonly becomes: readonly string[] | undefined;
  /** A variant of several words begins with it: `log` of `log in`. */
  readonly startsVariant: boolean;
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
  const known = new Set<string>();
  for (const [canonical, variants] of Object.entries(source.slang)) {
    const words = wordsOf(canonical);
    for (const word of words) known.add(word);
    for (const variant of variants) {
      slang.set(wordsOf(variant).join(' '), words);
    }
  }
  const concepts = new Map<string, string>();
  for (const [group, words] of Object.entries(source.concepts)) {
    for (const word of [group, ...words].map(lower)) {
      if (!concepts.has(word)) concepts.set(word, group);
      known.add(word);
    }
  }
  const address = new Set(source.address.map(lower));
  return { slang, spellings: spellingsOf(slang, known, address), concepts, address };
}

/** How people address the bot, in one word for all of them. */
const anybody = 'kak';

function spellingsOf(
  slang: Lexicon['slang'],
  known: ReadonlySet<string>,
  address: ReadonlySet<string>,
): Lexicon['spellings'] {
  const beginnings = new Set([...slang.keys()].filter(isPhrase).map(variant => variant.split(' ')[0] ?? ''));
  const becomes = new Map([
    ...[...known].map(word => [word, [word]] as const),
    ...[...address].map(word => [word, [anybody]] as const),
    ...[...slang].filter(([variant]) => !isPhrase(variant)),
  ]);
  const words = [...becomes.keys(), ...beginnings];
  return new Map(
    words.map(word => [word, { becomes: becomes.get(word), startsVariant: beginnings.has(word) }]),
  );
}

function isPhrase(variant: string): boolean {
  return variant.includes(' ');
}

function wordsOf(text: string): readonly string[] {
  return lower(text).split(/\s+/);
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
