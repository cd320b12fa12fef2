import { z } from 'zod';
import type { JsonObject } from '../conversations/conversation-store.ts';
import { retrySlots } from './account-retry.ts';
import type { Ask, Step, StepDefinition, Talk } from './steps.ts';
import type { DialogTurn } from './turn.ts';

/** Where a conversation stands in a talk: plain JSON, kept between turns. */
export const Position = z.object({
  step: z.string(),
  /** `sealedUntil` (milliseconds since the epoch) marks encrypted values, worthless afterwards. */
  slots: z.record(z.string(), z.object({ value: z.string(), sealedUntil: z.number().optional() })),
  /** What the talk was opened with. */
  options: z.custom<JsonObject>(value => typeof value === 'object' && value !== null),
  /** Questions answered so far, oldest first: what *kembali* walks back. */
  answered: z.array(z.string()),
  /** Answers to the open question that could not be taken, in a row. */
  attempts: z.number(),
  /** Waiting for a talk that this one opened. */
  child: z.boolean(),
});
export type Position = z.infer<typeof Position>;

/** NIK and KPJ live sealed for at most half an hour. */
export const sealedLife = 30 * 60_000;

/** Before the first step; string options named like a slot fill it (`{ slots: { route: 'sms' } }`). */
export function startOf(options: JsonObject): Position {
  const given = (options.slots ?? {}) as Readonly<Record<string, string>>;
  const slots = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }]));
  return { step: '', slots, options, answered: [], attempts: 0, child: false };
}

/** The view of `position` that step functions get; filling and clearing change it in place. */
export function positionedStep(position: Position, turn: DialogTurn): Step {
  return {
    turn,
    options: position.options,
    slot(name) {
      const slot = position.slots[name];
      if (slot?.sealedUntil === undefined) return slot?.value;
      return turn.unseal(slot.value, slot.sealedUntil);
    },
    fill(name, value, { sealed } = { sealed: false }) {
      if (!sealed) {
        position.slots[name] = { value };
        return;
      }
      position.slots[name] = { value: turn.seal(value), sealedUntil: turn.now + sealedLife };
      // The oldest is due first, and arms the timer for what is left.
      if (!turn.hasTimer('forget-identity')) turn.setTimer('forget-identity', sealedLife);
    },
    clear(...names) {
      for (const name of names) delete position.slots[name];
    },
    say: (words, extras) => turn.say(words, extras),
  };
}

/** *Kembali*: reopens the question answered last. False when there is none. */
export function stepBack(position: Position, talk: Talk): boolean {
  const [last] = answersGiven(talk, position);
  if (last === undefined) return false;
  reopen(position, last);
  return true;
}

/** An answer that was given: the name of its step, and the question. */
export type GivenAnswer = readonly [step: string, question: StoringAsk];
type StoringAsk = Ask & { readonly slot: string };

/** The latest first; without those to questions that an upgrade removed. */
export function answersGiven(talk: Talk, { answered }: Position): readonly GivenAnswer[] {
  const questions = Object.entries(talk.steps).filter(storesAnswer);
  return answered.toReversed().flatMap(name => questions.filter(([step]) => step === name));
}

function storesAnswer(entry: [string, StepDefinition]): entry is [string, StoringAsk] {
  return entry[1].kind === 'ask' && entry[1].slot !== undefined;
}

/** Stands before the question again, its answer forgotten; the others stay. */
export function reopen(position: Position, [step, { slot }]: GivenAnswer): void {
  delete position.slots[slot];
  // The effect that was being tried with these answers is another one now.
  for (const name of retrySlots) delete position.slots[name];
  position.answered = position.answered.filter(name => name !== step);
  position.step = step;
  position.attempts = 0;
  position.child = false;
}
