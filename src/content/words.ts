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

/** Something the bot says: one or more bubbles; in the file also other wordings, for when it has just been said. */
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
  /** The same in other, easier words, for somebody who asks what is meant. */
  readonly simpler: Words;
  /** Why this question cannot be left out. */
  readonly needed: Words;
  /** How people call the answer when they correct it later: "NIK tadi salah". */
  readonly about: readonly string[];
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
