import type { JsonObject } from '../conversations/conversation-store.ts';
import type { SpokenChoice, Words } from './copy.ts';
import type { DialogTurn, SayExtras, TurnEvent } from './turn.ts';

/**
 * A talk is one dialog: named steps in speaking order. A step asks (and fills a slot) or acts; what happens next is a Move.
 * A filled slot skips its step; *kembali* clears the last slot. Names, not positions, are what a live conversation keeps.
 */
export interface Talk {
  readonly id: string;
  /**
   * `topic`: what the conversation is about; another topic replaces it. `form`: holds on to the user until it is done or
   * cancelled. `aside`: answered on the way, then the talk beneath goes on. `offer`: asked once by the way; whatever is
   * no answer to it ends it, and is taken as if nothing had been asked.
   */
  readonly kind: 'topic' | 'form' | 'aside' | 'offer';
  readonly steps: Readonly<Record<string, StepDefinition>>;
}

export type Move =
  | { readonly kind: 'next' }
  /** Say this step's question again. */
  | { readonly kind: 'askAgain' }
  /** Something was said; wait at this step without asking again. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'goTo'; readonly step: string }
  /** Another talk first; its result fills the slot named like this step, then the next step follows. */
  | { readonly kind: 'open'; readonly talk: string; readonly options: JsonObject }
  /** Another talk instead. */
  | { readonly kind: 'become'; readonly talk: string; readonly options: JsonObject }
  | { readonly kind: 'finish'; readonly result: string };

export type Moving = Move | Promise<Move>;

/** A step as its functions see it. */
export interface Step {
  readonly turn: DialogTurn;
  /** What the talk was opened with. */
  readonly options: JsonObject;
  /** The value of a slot in clear; `undefined` when empty, or sealed longer ago than 30 minutes. */
  slot(name: string): string | undefined;
  fill(name: string, value: string, how?: { readonly sealed: boolean }): void;
  clear(...names: readonly string[]): void;
  say(words: Words, extras?: SayExtras): void;
}

export type StepDefinition = Act | Ask;

export interface Act {
  readonly kind: 'act';
  run(step: Step): Moving;
}

export interface Ask {
  readonly kind: 'ask';
  readonly slot?: string;
  /** The slot is encrypted at rest and erased early (NIK, KPJ). */
  readonly sealed: boolean;
  /** The question, and what can be tapped. */
  words(step: Step): AskedWords;
  read(step: Step): Reading;
  answered(step: Step, value: string): Moving;
  /** What this step does when `event` comes while it waits; `undefined` = not of interest here. */
  reaction(event: TurnEvent): Reaction | undefined;
}

export type Reaction = (step: Step) => Moving;

export interface AskedWords {
  readonly say: Words;
  readonly choices: readonly SpokenChoice[];
  readonly retry: Words;
  readonly simpler: Words;
  readonly needed: Words;
  readonly about: readonly string[];
  /** Shown under the question, e.g. the one-time page. */
  readonly link?: PageLink | undefined;
}

export interface PageLink {
  readonly title: string;
  readonly url: string;
}

/** What an open question makes of the user's text. */
export type Reading =
  | { readonly kind: 'answer'; readonly value: string; readonly also?: Readonly<Record<string, string>> }
  /** One of the choices beside an open question was taken instead of answering it. */
  | { readonly kind: 'choice'; readonly id: string }
  /** Meant as an answer, but not (all of) what was asked: say so, keep what is useful sealed in its slots, and keep waiting. */
  | { readonly kind: 'problem'; readonly words: Words; readonly keep?: Readonly<Record<string, string>> }
  /** Two choices at once: `titles` are those that were named. */
  | { readonly kind: 'several'; readonly titles: string }
  /** The user means something particular at this step, e.g. "kodenya belum masuk". */
  | { readonly kind: 'intent'; readonly intent: string }
  | { readonly kind: 'notMine' };
