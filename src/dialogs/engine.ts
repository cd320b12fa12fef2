import type { JsonObject } from '../conversations/conversation-store.ts';
import type { Words } from './copy.ts';
import type { Correction } from './corrections.ts';
import { type Position, positionedStep, reopen, startOf } from './position.ts';
import { extrasOf, otherWording, type Recall, recall } from './recall.ts';
import {
  type Ask,
  type Move,
  type Reaction,
  type Reading,
  type Step,
  type Talk,
  unfinishedSlot,
} from './steps.ts';
import type { DialogTurn, TurnEvent } from './turn.ts';

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
  /** The user wrote something while the talk was waiting at `position`. */
  proceed(talk: Talk, position: Position, turn: DialogTurn): Promise<Course>;
  /** What the open question does about this event; `undefined` when it waits for nothing of the kind. */
  reaction(talk: Talk, position: Position, event: TurnEvent, turn: DialogTurn): Promise<Course> | undefined;
  /** The talk that was opened at `position` has ended with `result`. */
  resume(talk: Talk, position: Position, result: string, turn: DialogTurn): Promise<Course>;
  /** Reopens an earlier answer, or replaces it; the others stay. */
  correct(talk: Talk, position: Position, correction: Correction, turn: DialogTurn): Promise<Course>;
  /** Comes back to the open question; false when there is none. */
  recall(how: Recall, talk: Talk, position: Position, turn: DialogTurn): boolean;
}

/** After so many answers that could not be taken, `stuckTalk` offers a way out. */
const patience = 3;

/** Runs talks step by step. Knows nothing of botbuilder, and keeps nothing: positions come in and go out. */
export function createEngine(words: EngineWords, stuckTalk: string): Engine {
  return {
    begin: (talk, options, turn) => follow(talk, startOf(options), { kind: 'next' }, turn),
    proceed,
    reaction,
    resume(talk, position, result, turn) {
      const waiting = { ...position, child: false };
      positionedStep(waiting, turn).fill(waiting.step, result);
      return follow(talk, waiting, { kind: 'next' }, turn);
    },
    correct,
    recall,
  };

  async function correct(talk: Talk, position: Position, correction: Correction, turn: DialogTurn) {
    const { answer, instead } = correction;
    reopen(position, answer);
    if (instead === undefined) return run(talk, position, turn);
    return take(talk, position, answer[1], positionedStep(position, turn), instead);
  }

  async function proceed(talk: Talk, position: Position, turn: DialogTurn): Promise<Course> {
    const definition = talk.steps[position.step];
    if (definition?.kind !== 'ask') return restart(talk, position, turn);
    return answer(talk, position, definition, positionedStep(position, turn));
  }

  function reaction(talk: Talk, position: Position, event: TurnEvent, turn: DialogTurn) {
    const definition = talk.steps[position.step];
    const react = definition?.kind === 'ask' && definition.reaction(event);
    return react ? reactTo(talk, position, react, turn) : undefined;
  }

  async function reactTo(talk: Talk, position: Position, react: Reaction, turn: DialogTurn) {
    return follow(talk, position, await react(positionedStep(position, turn)), turn);
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
        return refuse(talk, position, otherWording(definition, step, position), definition, step);
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
