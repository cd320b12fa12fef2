import type { JsonObject } from '../conversations/conversation-store.ts';
import type { Words } from './copy.ts';
import type { Correction } from './corrections.ts';
import { type Position, positionedStep, reopen, startOf } from './position.ts';
import {
  type Ask,
  type AskedWords,
  type Move,
  type Reading,
  type Step,
  type Talk,
  tappable,
  unfinishedSlot,
} from './steps.ts';
import type { DialogTurn, SayExtras } from './turn.ts';

/** Where a talk has come to in this turn, for the stack of talks to act upon. */
export type Course =
  /** Waits at `position` for the user, or for something to happen. */
  | { readonly kind: 'wait'; readonly position: Position }
  /** Another talk on top; this one waits for its result at `position`. */
  | {
      readonly kind: 'open';
      readonly position: Position;
      readonly talk: string;
      readonly options: JsonObject;
    }
  /** Another talk in this one's place. */
  | { readonly kind: 'become'; readonly talk: string; readonly options: JsonObject }
  | { readonly kind: 'end'; readonly result: string };

export interface EngineWords {
  /** Said when a talk goes on after something came in between. */
  goOn(): Words;
  /** Said when an upgrade removed the step at which the conversation stood. */
  startAgain(): Words;
  /** Said when an answer names more than one choice. */
  oneAtATime(values: { readonly choices: string }): Words;
}

export interface Engine {
  begin(talk: Talk, options: JsonObject, turn: DialogTurn): Promise<Course>;
  /** The user wrote something, or something happened, while the talk was waiting at `position`. */
  proceed(talk: Talk, position: Position, turn: DialogTurn): Promise<Course>;
  /** The talk that was opened at `position` has ended with `result`. */
  resume(talk: Talk, position: Position, result: string, turn: DialogTurn): Promise<Course>;
  /** Reopens an earlier answer, or replaces it; the others stay. */
  correct(talk: Talk, position: Position, correction: Correction, turn: DialogTurn): Promise<Course>;
  /** Comes back to the open question; false when there is none. */
  recall(how: Recall, talk: Talk, position: Position, turn: DialogTurn): boolean;
}

/**
 * `ask`: the whole question. `repeat`: the same because the user asked for it. `remind`: shortly what is wanted, since the
 * whole question once more would be a wall of text. `explain`: in easier words. `insist`: why it cannot be left out.
 */
export type Recall = 'ask' | 'repeat' | 'remind' | 'explain' | 'insist';

/** After so many answers that could not be taken, `stuckTalk` offers a way out. */
const patience = 3;

/** Runs talks step by step. Knows nothing of botbuilder, and keeps nothing: positions come in and go out. */
export function createEngine(words: EngineWords, stuckTalk: string): Engine {
  return {
    begin: (talk, options, turn) => run(talk, startOf(talk, options), turn),
    proceed,
    resume(talk, position, result, turn) {
      const waiting = { ...position, child: false };
      positionedStep(waiting, turn).fill(waiting.step, result);
      return follow(talk, waiting, { kind: 'next' }, turn);
    },
    correct,
    recall,
  };

  async function correct(talk: Talk, position: Position, { step, instead }: Correction, turn: DialogTurn) {
    reopen(position, talk, step);
    const definition = talk.steps[step];
    if (instead === undefined || definition?.kind !== 'ask') return run(talk, position, turn);
    return take(talk, position, definition, positionedStep(position, turn), instead);
  }

  async function proceed(talk: Talk, position: Position, turn: DialogTurn): Promise<Course> {
    const definition = talk.steps[position.step];
    if (definition?.kind !== 'ask') return restart(talk, position, turn);
    const step = positionedStep(position, turn);
    if (!turn.event) return answer(talk, position, definition, step);
    const react = definition.reaction(turn.event);
    return react ? follow(talk, position, await react(step), turn) : { kind: 'wait', position };
  }

  async function answer(talk: Talk, position: Position, definition: Ask, step: Step): Promise<Course> {
    const { turn } = step;
    const reading = definition.read(step);
    switch (reading.kind) {
      case 'answer':
        return take(talk, position, definition, step, reading);
      case 'choice':
        return follow(talk, position, await definition.answered(step, reading.id), turn);
      case 'intent':
        return follow(talk, position, await definition.answered(step, reading.intent), turn);
      case 'problem':
        for (const [slot, value] of Object.entries(reading.keep ?? {}))
          step.fill(slot, value, { sealed: true });
        return refuse(talk, position, reading.words, definition, step);
      case 'several':
        return refuse(talk, position, words.oneAtATime({ choices: reading.titles }), definition, step);
      case 'notMine':
        return refuse(
          talk,
          position,
          retryWords(definition.words(step), position.attempts),
          definition,
          step,
        );
    }
  }

  /** Only what fills a slot is an answer that can be taken back; "kirim ulang" is a wish. */
  async function take(
    talk: Talk,
    position: Position,
    definition: Ask,
    step: Step,
    { value, also = {} }: Extract<Reading, { kind: 'answer' }>,
  ): Promise<Course> {
    step.clear(unfinishedSlot);
    for (const [slot, other] of Object.entries(also)) step.fill(slot, other, { sealed: true });
    if (definition.slot !== undefined) {
      position.answered = [...position.answered.filter(name => name !== position.step), position.step];
      step.fill(definition.slot, value, { sealed: definition.sealed });
    }
    return follow(talk, position, await definition.answered(step, value), step.turn);
  }

  /** Says what was wrong and keeps the step; after too many tries a way out is offered on top. */
  function refuse(talk: Talk, position: Position, refusal: Words, definition: Ask, step: Step): Course {
    const attempts = position.attempts + 1;
    // The way out itself is only asked in other words.
    if (attempts >= patience && talk.id !== stuckTalk)
      return { kind: 'open', position: { ...position, attempts: 0 }, talk: stuckTalk, options: {} };
    const { choices, link } = definition.words(step);
    step.say(refusal, extrasOf({ choices, link }));
    return { kind: 'wait', position: { ...position, attempts } };
  }

  /** Goes on until a question is open, another talk takes over, or the talk ends. A filled slot skips its question. */
  async function run(talk: Talk, position: Position, turn: DialogTurn): Promise<Course> {
    const definition = talk.steps[position.step];
    if (!definition) return restart(talk, position, turn);
    const step = positionedStep(position, turn);
    if (definition.kind === 'act') return follow(talk, position, await definition.run(step), turn);
    const filled = definition.slot !== undefined && step.slot(definition.slot) !== undefined;
    if (filled) return follow(talk, position, { kind: 'next' }, turn);
    const question = definition.words(step);
    turn.say(question.say, extrasOf(question));
    return { kind: 'wait', position };
  }

  async function follow(talk: Talk, position: Position, move: Move, turn: DialogTurn): Promise<Course> {
    switch (move.kind) {
      case 'next': {
        const step = stepAfter(talk, position.step);
        return step === undefined
          ? { kind: 'end', result: 'done' }
          : run(talk, { ...position, step, attempts: 0 }, turn);
      }
      case 'goTo':
        return run(talk, { ...position, step: move.step, attempts: 0 }, turn);
      case 'askAgain':
        recall('repeat', talk, position, turn);
        return { kind: 'wait', position: { ...position, attempts: 0 } };
      case 'wait':
        return { kind: 'wait', position: { ...position, attempts: 0 } };
      case 'open':
        return {
          kind: 'open',
          position: { ...position, child: true },
          talk: move.talk,
          options: move.options,
        };
      case 'become':
        return { kind: 'become', talk: move.talk, options: move.options };
      case 'finish':
        return { kind: 'end', result: move.result };
    }
  }

  function restart(talk: Talk, position: Position, turn: DialogTurn): Course {
    turn.say(words.startAgain());
    return { kind: 'become', talk: talk.id, options: position.options };
  }
}

function stepAfter(talk: Talk, step: string): string | undefined {
  const names = Object.keys(talk.steps);
  return names[names.indexOf(step) + 1];
}

function recall(how: Recall, talk: Talk, position: Position, turn: DialogTurn): boolean {
  const definition = talk.steps[position.step];
  if (definition?.kind !== 'ask') return false;
  const question = definition.words(positionedStep(position, turn));
  const extras = extrasOf(question);
  if (how === 'repeat') turn.sayAgain(question.say, extras);
  else turn.say(recalled(how, question), extras);
  return true;
}

function recalled(how: Exclude<Recall, 'repeat'>, { say, retry, simpler, needed }: AskedWords): Words {
  switch (how) {
    case 'ask':
      return say;
    case 'remind':
      return retry.slice(0, 1);
    case 'explain':
      return simpler.length > 0 ? simpler : retry.slice(-1);
    case 'insist':
      return [...needed, ...retry.slice(0, 1)];
  }
}

/** Another wording each time; the last one when there are no more. */
function retryWords({ retry }: AskedWords, attempts: number): Words {
  return retry.slice(Math.min(attempts, retry.length - 1)).slice(0, 1);
}

function extrasOf({ choices, link }: Pick<AskedWords, 'choices' | 'link'>): SayExtras {
  return { ...(choices.length > 0 ? { choices: tappable(choices) } : {}), ...(link ? { link } : {}) };
}
