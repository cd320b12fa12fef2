import type { VerificationEvent } from '../accounts/account-service.ts';
import type { JsonObject } from '../conversations/conversation-store.ts';
import type { Choice } from '../conversations/message.ts';
import { matchChoice, severalChoices } from './choices.ts';
import type { FirmCommand } from './commands.ts';
import type { SpokenChoice, SpokenQuestion, Words } from './copy.ts';
import type { Act, Ask, Move, Moving, PageLink, Reading, Step } from './talk.ts';
import type { TimerName, TurnEvent } from './turn.ts';

export type * from './talk.ts';

export const next = (): Move => ({ kind: 'next' });
export const askAgain = (): Move => ({ kind: 'askAgain' });
export const wait = (): Move => ({ kind: 'wait' });
export const goTo = (step: string): Move => ({ kind: 'goTo', step });
export const open = (talk: string, options: JsonObject = {}): Move => ({ kind: 'open', talk, options });
export const become = (talk: string, options: JsonObject = {}): Move => ({ kind: 'become', talk, options });
export const finish = (result = 'done'): Move => ({ kind: 'finish', result });

/** Where the first part of a number waits (sealed) for the rest: people send it split over messages. */
export const unfinishedSlot = 'unfinished';

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

/** A number of a person (NIK, KPJ), asked for and read by `read`, kept sealed; choices beside the question lead elsewhere. */
export function ask<C extends string, W extends string>(
  question: SpokenQuestion<C, W>,
  options: AskOptions<W> & {
    readonly slot: string;
    readonly read: (step: Step) => Reading;
    readonly answers: Answers<C>;
  },
): Ask {
  const { onIntent = {}, answers } = options;
  return {
    ...choose(question, answers, options),
    slot: options.slot,
    sealed: true,
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
  return understood.kind === 'understood' && understood.intent in onIntent
    ? { kind: 'intent', intent: understood.intent }
    : { kind: 'notMine' };
}
