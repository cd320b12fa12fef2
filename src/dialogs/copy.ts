import { join } from 'node:path';
import { z } from 'zod';
import type { ContentProblem } from '../content/problem.ts';
import { readYaml, type YamlFile, type YamlPath } from '../content/yaml.ts';
import { plain } from './plain.ts';

/**
 * The contract between a dialog and its words: TypeScript says which sentences and choices exist and which `{words}` they
 * may use; dialogs/<name>.yml says them. A key too many, a key too few or an unknown `{word}` is a content problem.
 */
export interface Contract<P extends Parts = Parts> {
  readonly name: string;
  readonly parts: P;
}

export type Parts = Readonly<
  Record<string, Saying<string> | Question<string, string> | Advice | Label | Phrases>
>;

/** Something the bot says: one or more bubbles. */
export interface Saying<W extends string> {
  readonly kind: 'saying';
  readonly words: readonly W[];
}

/** Something the bot asks and waits for; with `choices` the answers can be tapped. */
export interface Question<C extends string, W extends string> {
  readonly kind: 'question';
  readonly choices: readonly C[];
  readonly words: readonly W[];
}

/** What the bot thinks is wrong, why it thinks so, and what to do about it. */
export interface Advice {
  readonly kind: 'advice';
}

/** A short text that is no sentence of its own: a button, a link, a name. */
export interface Label {
  readonly kind: 'label';
}

/** What the user may say to give a command; compared as whole messages after normalising. */
export interface Phrases {
  readonly kind: 'phrases';
}

export type Words = readonly string[];
export type Values<W extends string> = Readonly<Record<W, string | number>>;

/** The words of one dialog after loading, shaped by its contract. */
export type Copy<C extends Contract> =
  C extends Contract<infer P> ? { readonly [K in keyof P]: Spoken<P[K]> } : never;

type Spoken<P> =
  P extends Saying<infer W>
    ? (...values: [W] extends [never] ? [] : [Values<W>]) => Words
    : P extends Question<infer C, infer W>
      ? SpokenQuestion<C, W>
      : P extends Advice
        ? SpokenAdvice
        : P extends Phrases
          ? readonly string[]
          : string;

export interface SpokenAdvice {
  /** The cause in a few words, as it stands in a list: "sisa versi lama". */
  readonly name: string;
  /** Said when the user has told of it: what was understood. */
  readonly heard: string;
  /** Why this is likely. */
  readonly why: string;
  readonly steps: Words;
}

export interface SpokenQuestion<C extends string = string, W extends string = string> {
  say(...values: [W] extends [never] ? [] : [Values<W>]): Words;
  /** What is said instead when the answer was not understood, for the first, second ... time. */
  readonly retry: Words;
  readonly choices: readonly SpokenChoice<C>[];
}

export interface SpokenChoice<C extends string = string> {
  readonly id: C;
  readonly title: string;
  /** Other ways to say it, compared after normalising; they may also stand in a short sentence. */
  readonly also: readonly string[];
  /** Ways to say it that count only as the whole message: "sudah" is an answer, "sudah dicoba" is not. */
  readonly whole: readonly string[];
  /** False: understood, but not offered as a button. */
  readonly button: boolean;
  /** Intents that mean this choice while the question is open, e.g. `affirm`. */
  readonly intents: readonly string[];
}

export function contract<const P extends Parts>(name: string, parts: P): Contract<P> {
  return { name, parts };
}

// Overloads: with a type parameter alone, the contextual type would make "no words" mean "any words".
export function saying(): Saying<never>;
export function saying<const W extends string>(...words: readonly W[]): Saying<W>;
export function saying(...words: readonly string[]): Saying<string> {
  return { kind: 'saying', words };
}

/** A question answered by one of `choices`, or freely when there are none; `using` names its `{words}`. */
export function question(): Question<never, never>;
export function question<const C extends string>(choices: readonly C[]): Question<C, never>;
export function question<const C extends string, const W extends string>(
  choices: readonly C[],
  using: readonly W[],
): Question<C, W>;
export function question(
  choices: readonly string[] = [],
  using: readonly string[] = [],
): Question<string, string> {
  return { kind: 'question', choices, words: using };
}

export function advice(): Advice {
  return { kind: 'advice' };
}

export function label(): Label {
  return { kind: 'label' };
}

export function phrases(): Phrases {
  return { kind: 'phrases' };
}

/** Loads the words of dialogs and collects every mistake on the way, so that an editor sees all of them at once. */
export class CopyReader {
  readonly problems: ContentProblem[] = [];
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

function speak(
  contract: Contract,
  loaded: Readonly<Record<string, unknown>>,
  shared: Readonly<Record<string, string>>,
) {
  const fill = (bubbles: Words, values: Readonly<Record<string, string | number>> = {}): Words =>
    bubbles.map(bubble =>
      bubble.replace(placeholder, (whole, word: string) => String(values[word] ?? shared[word] ?? whole)),
    );
  return Object.fromEntries(
    Object.entries(contract.parts).map(([key, part]) => [key, speakPart(part, loaded[key], fill)]),
  );
}

type Fill = (bubbles: Words, values?: Readonly<Record<string, string | number>>) => Words;

function speakPart(part: Parts[string], loaded: unknown, fill: Fill): unknown {
  switch (part.kind) {
    case 'saying':
      return (values?: Values<string>) => fill(loaded as Words, values);
    case 'label':
      return fill([loaded as string])[0];
    case 'phrases':
      return (loaded as Words).map(plain);
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
      const { say, retry, choices = {} } = loaded as z.infer<typeof LoadedQuestion>;
      return {
        say: (values?: Values<string>) => fill(say, values),
        retry: fill(retry),
        choices: Object.entries(choices).map(([id, choice]) => ({ id, ...choice })),
      } satisfies SpokenQuestion;
    }
  }
}

const LoadedQuestion = z.object({
  say: Bubbles,
  retry: Bubbles,
  choices: z.record(z.string(), Choice).optional(),
});
