import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ContentProblem } from '../content/problem.ts';
import { readYaml, type YamlFile } from '../content/yaml.ts';
import { duplicatePhrases } from './duplicate-phrases.ts';
import type { ErrorMessage } from './error-messages.ts';
import { compileLexicon, emptyLexicon, type Lexicon } from './lexicon.ts';

/** What the classifier is made of: intents/, intents/_lexicon.yml and data/error-messages.yml. */
export interface UnderstandingContent {
  /** Sorted by name, so that the same content always trains the same model. */
  readonly intents: readonly Intent[];
  readonly lexicon: Lexicon;
  readonly errorMessages: readonly ErrorMessage[];
}

export interface Intent {
  /** File name without `.yml`, the label of reference sets. */
  readonly name: string;
  /** What a choice of this intent is called in front of the user, Indonesian. */
  readonly title: string;
  /** Dialog that the intent opens; without it the bot only answers. */
  readonly opens?: string | undefined;
  /** Label of the agreed set that this intent is a finer part of. */
  readonly countsAs?: string | undefined;
  /** Trained. */
  readonly examples: readonly string[];
  /** Trained as well: what is said in very different words, by a name that dialogs know. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** Held out: measured, never trained. */
  readonly tests: readonly string[];
}

const Phrases = z.array(z.string().trim().min(1).max(1_000));

const IntentFile = z.strictObject({
  title: z.string().trim().min(1),
  opens: z.string().trim().min(1).optional(),
  countsAs: z.string().trim().min(1).optional(),
  examples: Phrases.min(1),
  kinds: z.record(z.string(), Phrases.min(1)).default({}),
  tests: Phrases.default([]),
});
export type IntentFile = z.infer<typeof IntentFile>;

const WordGroups = z.record(z.string(), z.array(z.string().trim().min(1)));

const LexiconFile = z.strictObject({
  slang: WordGroups.default({}),
  concepts: WordGroups.default({}),
  address: z.array(z.string().trim().min(1)).default([]),
});

const ErrorMessagesFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'hanya huruf kecil, angka, dan tanda hubung'),
    says: z.string().trim().min(1).max(200),
    also: z.array(z.string().trim().min(1).max(200)).default([]),
    intent: z.string(),
    common: z.boolean().default(false),
  }),
);

/** Reads all of it; `content` holds what could be read, also when there are problems. */
export function readContent(contentDir: string): {
  content: UnderstandingContent;
  problems: readonly ContentProblem[];
} {
  const problems: ContentProblem[] = [];
  const accept = <T>(read: YamlFile<T> | { problems: readonly ContentProblem[] }) => {
    if ('value' in read) return read;
    problems.push(...read.problems);
    return undefined;
  };

  const lexiconPath = join(contentDir, 'intents', '_lexicon.yml');
  const lexiconFile = accept(readYaml(lexiconPath, LexiconFile, 'intents/_lexicon.yml'));
  const lexicon = lexiconFile === undefined ? emptyLexicon : compileLexicon(lexiconFile.value);
  if (lexiconFile !== undefined) problems.push(...twiceInLexicon(lexiconFile));

  const files = intentNames(contentDir).flatMap(name => {
    const shownAs = `intents/${name}.yml`;
    const file = accept(readYaml(join(contentDir, shownAs), IntentFile, shownAs));
    return file === undefined ? [] : [{ ...file, name }];
  });
  if (files.length === 0) problems.push(noIntents);
  const names = new Set(files.map(file => file.name));
  for (const file of files) problems.push(...unknownCountsAs(file, names));
  problems.push(...duplicatePhrases(files, lexicon));

  const messagesPath = join(contentDir, 'data', 'error-messages.yml');
  const messages = accept(readYaml(messagesPath, ErrorMessagesFile, 'data/error-messages.yml'));
  if (messages !== undefined) problems.push(...brokenMessages(messages, names));

  return {
    content: {
      intents: files.map(({ name, value }) => ({ name, ...value })),
      lexicon,
      errorMessages: messages?.value ?? [],
    },
    problems,
  };
}

const noIntents: ContentProblem = {
  file: 'intents',
  line: 1,
  problem: 'tidak ada satu pun berkas intent yang bisa dibaca',
  fix: 'buat misalnya intents/greeting.yml, atau arahkan CONTENT_DIR ke folder yang benar',
};

function intentNames(contentDir: string): readonly string[] {
  try {
    return readdirSync(join(contentDir, 'intents'))
      .filter(file => file.endsWith('.yml') && !file.startsWith('_'))
      .map(file => file.slice(0, -'.yml'.length))
      .sort();
  } catch {
    return [];
  }
}

function unknownCountsAs(
  { value, file, line, name }: YamlFile<IntentFile> & { name: string },
  names: ReadonlySet<string>,
): readonly ContentProblem[] {
  const { countsAs } = value;
  if (countsAs === undefined || (names.has(countsAs) && countsAs !== name)) return [];
  return [
    {
      file,
      line: line(['countsAs']),
      problem: `countsAs menyebut "${countsAs}", padahal tidak ada intent lain dengan nama itu`,
      fix: 'pakai nama salah satu berkas lain di intents/',
    },
  ];
}

/** A spelling can only stand for one word, and a word can only belong to one group. */
function twiceInLexicon({ value, file, line }: YamlFile<z.infer<typeof LexiconFile>>): ContentProblem[] {
  return (['slang', 'concepts'] as const).flatMap(section => {
    const owner = new Map<string, string>();
    return Object.entries(value[section]).flatMap(([group, words]) =>
      words.flatMap((word, i) => {
        const first = owner.get(word.toLowerCase());
        owner.set(word.toLowerCase(), first ?? group);
        if (first === undefined) return [];
        const problem = `"${word}" sudah ada di ${section}.${first}`;
        return [{ file, line: line([section, group, i]), problem, fix: 'hapus salah satunya' }];
      }),
    );
  });
}

function brokenMessages(
  { value, file, line }: YamlFile<z.infer<typeof ErrorMessagesFile>>,
  intents: ReadonlySet<string>,
): ContentProblem[] {
  const ids = new Set<string>();
  return value.flatMap((message, i) => {
    const found: ContentProblem[] = [];
    if (ids.has(message.id)) {
      const problem = `id "${message.id}" dipakai dua kali`;
      found.push({ file, line: line([i, 'id']), problem, fix: 'beri id lain' });
    }
    ids.add(message.id);
    if (intents.size > 0 && !intents.has(message.intent)) {
      const problem = `intent "${message.intent}" tidak ada`;
      found.push({
        file,
        line: line([i, 'intent']),
        problem,
        fix: 'pakai nama salah satu berkas di intents/',
      });
    }
    return found;
  });
}
