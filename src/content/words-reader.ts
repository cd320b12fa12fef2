import { join } from 'node:path';
import { z } from 'zod';
import type { ContentProblem } from './problem.ts';
import type { Contract, Copy, Parts, SpokenAdvice, SpokenQuestion, Values, Words } from './words.ts';
import { readYaml, type YamlFile, type YamlPath } from './yaml.ts';

/** Loads the words of dialogs and collects every mistake on the way, so that an editor sees all of them at once. */
export class CopyReader {
  readonly problems: ContentProblem[] = [];
  /** Bubbles that may stand for one another, e.g. a question and its retries; `{words}` not filled in yet. */
  readonly alternatives: Words[] = [];
  readonly #folder: string;
  readonly #shared: Readonly<Record<string, string>>;

  /** @param shared `{words}` that every sentence may use, e.g. the contacts of data/contacts.yml */
  constructor(folder: string, shared: Readonly<Record<string, string>> = {}) {
    this.#folder = folder;
    this.#shared = shared;
  }

  /** The words for `contract`. With problems the result must not be used; see `problems`. */
  read<C extends Contract>(contract: C): Copy<C> {
    const file = `dialogs/${contract.name}.yml`;
    const read = readYaml(join(this.#folder, `${contract.name}.yml`), schemaOf(contract), file);
    if ('problems' in read) {
      this.problems.push(...read.problems);
      return {} as Copy<C>;
    }
    this.problems.push(...unknownWords(contract, read, this.#shared));
    this.alternatives.push(...alternativesOf(contract, read.value, this.#shared));
    return speak(contract, read.value, this.#shared) as Copy<C>;
  }
}

const Bubble = z.string().trim().min(1);
const Bubbles = z.array(Bubble).min(1);
const Choice = z.strictObject({
  // Channels with shorter buttons (WhatsApp: 20 and 24) shorten by themselves; every choice is named in the sentence.
  title: z.string().trim().min(1).max(30),
  also: z.array(Bubble).default([]),
  whole: z.array(Bubble).default([]),
  button: z.boolean().default(true),
  intents: z.array(z.string()).default([]),
});

const LoadedAdvice = z.strictObject({ name: Bubble, heard: Bubble, why: Bubble, steps: Bubbles });

function schemaOf(contract: Contract) {
  return z.strictObject(
    Object.fromEntries(Object.entries(contract.parts).map(([key, part]) => [key, partSchema(part)])),
  );
}

function partSchema(part: Parts[string]): z.ZodType {
  switch (part.kind) {
    case 'saying':
      return LoadedSaying;
    case 'phrases':
      return Bubbles;
    case 'label':
      return Bubble;
    case 'advice':
      return LoadedAdvice;
    case 'question': {
      const choices = z.strictObject(Object.fromEntries(part.choices.map(id => [id, Choice])));
      return z.strictObject({
        say: Bubbles,
        retry: Bubbles,
        ...MoreOfQuestion,
        ...(part.choices.length > 0 ? { choices } : {}),
      });
    }
  }
}

const placeholder = /\{([^{}]*)\}/g;

function unknownWords(
  contract: Contract,
  file: YamlFile<unknown>,
  shared: Readonly<Record<string, string>>,
): ContentProblem[] {
  const problems: ContentProblem[] = [];
  for (const [key, part] of Object.entries(contract.parts)) {
    const allowed = new Set([...('words' in part ? part.words : []), ...Object.keys(shared)]);
    for (const { path, text } of texts((file.value as Record<string, unknown>)[key], [key])) {
      for (const [, word = ''] of text.matchAll(placeholder)) {
        if (allowed.has(word)) continue;
        problems.push({
          file: file.file,
          line: file.line(path),
          problem: `kata {${word}} tidak dikenal di "${key}"`,
          fix: `pakai salah satu dari: ${[...allowed].map(name => `{${name}}`).join(', ')}`,
        });
      }
    }
  }
  return problems;
}

function texts(value: unknown, path: YamlPath): { path: YamlPath; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key]));
}

type Fill = (bubbles: Words, values?: Readonly<Record<string, string | number>>) => Words;

function filledWith(shared: Readonly<Record<string, string>>): Fill {
  return (bubbles, values = {}) =>
    bubbles.map(bubble =>
      bubble.replace(placeholder, (whole, word: string) => String(values[word] ?? shared[word] ?? whole)),
    );
}

function speak(
  contract: Contract,
  loaded: Readonly<Record<string, unknown>>,
  shared: Readonly<Record<string, string>>,
) {
  const fill = filledWith(shared);
  return Object.fromEntries(
    Object.entries(contract.parts).map(([key, part]) => [key, speakPart(part, loaded[key], fill)]),
  );
}

function speakPart(part: Parts[string], loaded: unknown, fill: Fill): unknown {
  switch (part.kind) {
    case 'saying': {
      const { say } = spelledOut(loaded as LoadedSaying);
      return (values?: Values<string>) => fill(say, values);
    }
    case 'label':
      return fill([loaded as string])[0];
    case 'phrases':
      return loaded as Words;
    case 'advice': {
      const { name, heard, why, steps } = loaded as z.infer<typeof LoadedAdvice>;
      const [filledName = '', filledHeard = '', filledWhy = ''] = fill([name, heard, why]);
      return {
        name: filledName,
        heard: filledHeard,
        why: filledWhy,
        steps: fill(steps),
      } satisfies SpokenAdvice;
    }
    case 'question': {
      const { say, choices = {}, ...more } = loaded as z.infer<typeof LoadedQuestion>;
      return {
        say: (values?: Values<string>) => fill(say, values),
        retry: fill(more.retry),
        simpler: fill(more.simpler),
        needed: fill(more.needed),
        about: more.about,
        choices: Object.entries(choices).map(([id, choice]) => ({ id, ...choice })),
      } satisfies SpokenQuestion;
    }
  }
}

/** A question and its retries ask the same; `again` of a saying says the same. Only the last bubble has other wordings. */
function alternativesOf(
  contract: Contract,
  loaded: Readonly<Record<string, unknown>>,
  shared: Readonly<Record<string, string>>,
): Words[] {
  const fill = filledWith(shared);
  return Object.entries(contract.parts).flatMap(([key, part]) => {
    if (part.kind !== 'saying' && part.kind !== 'question') return [];
    const { say, others } = wordingsOf(part, loaded[key]);
    return others.length === 0 ? [] : [fill([...say.slice(-1), ...others])];
  });
}

function wordingsOf(part: Parts[string], loaded: unknown): { readonly say: Words; readonly others: Words } {
  if (part.kind === 'question') {
    const { say, retry } = loaded as z.infer<typeof LoadedQuestion>;
    return { say, others: retry };
  }
  const { say, again } = spelledOut(loaded as LoadedSaying);
  return { say, others: again };
}

const LoadedSaying = z.union([Bubbles, z.strictObject({ say: Bubbles, again: Bubbles })]);
type LoadedSaying = z.infer<typeof LoadedSaying>;

function spelledOut(loaded: LoadedSaying): { readonly say: Words; readonly again: Words } {
  return Array.isArray(loaded) ? { say: loaded, again: [] } : loaded;
}

const MoreOfQuestion = {
  simpler: z.array(Bubble).default([]),
  needed: z.array(Bubble).default([]),
  about: z.array(Bubble).default([]),
};

const LoadedQuestion = z.object({
  say: Bubbles,
  retry: Bubbles,
  ...MoreOfQuestion,
  choices: z.record(z.string(), Choice).optional(),
});
