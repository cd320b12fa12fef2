import type { VerificationEvent } from '../accounts/account-service.ts';
import type { JsonObject } from '../conversations/conversation-store.ts';
import type { Choice } from '../conversations/message.ts';
import { matchChoice, severalChoices } from './choices.ts';
import type { FirmCommand } from './commands.ts';
import type { SpokenChoice, SpokenQuestion, Words } from './copy.ts';
import type { DialogTurn, SayExtras, TimerName, TurnEvent } from './turn.ts';

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

export const next = (): Move => ({ kind: 'next' });
export const askAgain = (): Move => ({ kind: 'askAgain' });
export const wait = (): Move => ({ kind: 'wait' });
export const goTo = (step: string): Move => ({ kind: 'goTo', step });
export const open = (talk: string, options: JsonObject = {}): Move => ({ kind: 'open', talk, options });
export const become = (talk: string, options: JsonObject = {}): Move => ({ kind: 'become', talk, options });
export const finish = (result = 'done'): Move => ({ kind: 'finish', result });

type Moving = Move | Promise<Move>;

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
  reaction(event: TurnEvent): ((step: Step) => Moving) | undefined;
}

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

/** Where the first part of a number waits (sealed) for the rest: people send it split over messages. */
export const unfinishedSlot = 'unfinished';

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

export function act(run: (step: Step) => Moving): Act {
  return { kind: 'act', run };
}

/** Says `words` with the answers of `question` still tappable, and keeps waiting for one of them. */
export function explain(words: () => Words, question: Pick<SpokenQuestion, 'choices'>): (step: Step) => Move {
  return step => {
    step.say(words(), { choices: tappable(question.choices) });
    return wait();
  };
}

export function tappable(choices: readonly SpokenChoice[]): Choice[] {
  return choices.filter(({ button }) => button).map(({ title }) => ({ title, value: title }));
}

/** What each choice leads to; one that is named like a command needs no answer, the bot obeys it. */
type Answers<C extends string> = Readonly<Record<Exclude<C, FirmCommand>, (step: Step) => Moving>>;

type EventHandler = (step: Step, event: VerificationEvent) => Moving;

interface AskOptions<W extends string> {
  /** Looks at the text before the choices do; `notMine` leaves it to them. */
  readonly first?: (step: Step) => Reading;
  /** The `{words}` of the question. */
  readonly using?: (step: Step) => Readonly<Record<W, string | number>>;
  readonly onIntent?: Readonly<Record<string, (step: Step) => Moving>>;
  readonly onVerification?: Partial<Readonly<Record<VerificationEvent['kind'], EventHandler>>>;
  readonly onTimer?: Partial<Readonly<Record<TimerName, (step: Step) => Moving>>>;
  readonly slot?: string;
  readonly link?: (step: Step) => PageLink | undefined;
}

/** A question with tappable answers; `answers` says where each leads: one that is missing does not compile. */
export function choose<C extends string, W extends string>(
  question: SpokenQuestion<C, W>,
  answers: Answers<C>,
  options: AskOptions<W> = {},
): Ask {
  const { onIntent = {} } = options;
  const steps: Readonly<Record<string, (step: Step) => Moving>> = { ...onIntent, ...answers };
  return {
    kind: 'ask',
    ...(options.slot === undefined ? {} : { slot: options.slot }),
    sealed: false,
    words: step => ({
      say: sayQuestion(question, options, step),
      choices: question.choices,
      retry: question.retry,
      simpler: question.simpler,
      needed: question.needed,
      about: question.about,
      link: options.link?.(step),
    }),
    read(step) {
      const reading = options.first?.(step) ?? { kind: 'notMine' };
      return reading.kind === 'notMine' ? readChoice(step, question.choices, onIntent) : reading;
    },
    answered: (step, value) => (steps[value] ?? next)(step),
    reaction: event => reactionOf(event, options),
  };
}

/** A question answered in the user's own words, read by `read`; choices beside it lead elsewhere. */
export function ask<C extends string, W extends string>(
  question: SpokenQuestion<C, W>,
  options: AskOptions<W> & {
    readonly slot: string;
    readonly sealed?: boolean;
    readonly read: (step: Step) => Reading;
    readonly answers: Answers<C>;
  },
): Ask {
  const { onIntent = {}, answers } = options;
  return {
    ...choose(question, answers, options),
    slot: options.slot,
    sealed: options.sealed ?? false,
    read(step) {
      const reading = options.read(step);
      if (reading.kind !== 'notMine') return reading;
      const chosen = readChoice(step, question.choices, onIntent);
      return chosen.kind === 'answer' ? { kind: 'choice', id: chosen.value } : chosen;
    },
  };
}

function reactionOf<W extends string>(event: TurnEvent, options: AskOptions<W>) {
  switch (event.kind) {
    case 'timer':
      return options.onTimer?.[event.name as TimerName];
    case 'verification': {
      const handler = options.onVerification?.[event.event.kind];
      return handler && ((step: Step) => handler(step, event.event));
    }
  }
}

function sayQuestion<W extends string>(
  question: SpokenQuestion<string, W>,
  options: AskOptions<W>,
  step: Step,
): Words {
  // The type of `say` depends on whether W is empty; here both are one call.
  const say = question.say as (values?: Readonly<Record<string, string | number>>) => Words;
  return say(options.using?.(step));
}

function readChoice(
  step: Step,
  choices: readonly SpokenChoice[],
  onIntent: Readonly<Record<string, unknown>>,
): Reading {
  const chosen = matchChoice(step.turn.text, choices, step.turn.understood);
  if (chosen !== undefined) return { kind: 'answer', value: chosen };
  const several = severalChoices(step.turn.text, choices);
  if (several.length > 0)
    return { kind: 'several', titles: several.map(({ title }) => `"${title}"`).join(', ') };
  const { understood } = step.turn;
  return understood?.kind === 'understood' && understood.intent in onIntent
    ? { kind: 'intent', intent: understood.intent }
    : { kind: 'notMine' };
}
