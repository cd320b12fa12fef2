import { z } from 'zod';
import type { JsonObject } from '../conversations/conversation-store.ts';
import { retrySlots } from './account-retry.ts';
import type { Step, Talk } from './steps.ts';
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

/** A fresh position at the first step; string options named like a slot fill it (`{ slots: { route: 'sms' } }`). */
export function startOf(talk: Talk, options: JsonObject): Position {
  const [first] = Object.keys(talk.steps);
  if (first === undefined) throw new Error(`Talk ${talk.id} has no steps`);
  const given = (options.slots ?? {}) as Readonly<Record<string, string>>;
  const slots = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }]));
  return { step: first, slots, options, answered: [], attempts: 0, child: false };
}

/** The view of `position` that step functions get; filling and clearing change it in place. */
export function positionedStep(position: Position, turn: DialogTurn): Step {
  return {
    turn,
    options: position.options,
    slot(name) {
      const slot = position.slots[name];
      if (slot?.sealedUntil === undefined) return slot?.value;
      return slot.sealedUntil > turn.now ? turn.unseal(slot.value) : undefined;
    },
    fill(name, value, { sealed } = { sealed: false }) {
      if (!sealed) {
        position.slots[name] = { value };
        return;
      }
      position.slots[name] = { value: turn.seal(value), sealedUntil: turn.now + sealedLife };
      turn.setTimer('forget-identity', sealedLife);
    },
    clear(...names) {
      for (const name of names) delete position.slots[name];
    },
    say: (words, extras) => turn.say(words, extras),
  };
}

/** *Kembali*: reopens the question answered last. False when there is none. */
export function stepBack(position: Position, talk: Talk): boolean {
  const last = position.answered.at(-1);
  if (last === undefined) return false;
  reopen(position, talk, last);
  return true;
}

/** Stands before `step` again, its answer forgotten; the others stay. */
export function reopen(position: Position, talk: Talk, step: string): void {
  const definition = talk.steps[step];
  if (definition?.kind === 'ask' && definition.slot !== undefined) delete position.slots[definition.slot];
  // The effect that was being tried with these answers is another one now.
  for (const slot of retrySlots) delete position.slots[slot];
  position.answered = position.answered.filter(name => name !== step);
  position.step = step;
  position.attempts = 0;
  position.child = false;
}
