import type { Words } from './copy.ts';
import { type Position, positionedStep } from './position.ts';
import { type Ask, type AskedWords, type Step, type Talk, tappable } from './steps.ts';
import type { DialogTurn, SayExtras } from './turn.ts';

/**
 * `ask`: the whole question. `repeat`: the same because the user asked for it. `remind`: shortly what is wanted, since the
 * whole question once more would be a wall of text. `explain`: in easier words. `insist`: why it cannot be left out.
 */
export type Recall = 'ask' | 'repeat' | 'remind' | 'explain' | 'insist';

/** Comes back to the open question; false when there is none. */
export function recall(how: Recall, talk: Talk, position: Position, turn: DialogTurn): boolean {
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
export function otherWording({ words }: Ask, step: Step, { attempts }: Position): Words {
  const { retry } = words(step);
  return retry.slice(Math.min(attempts, retry.length - 1)).slice(0, 1);
}

/** What stands under a question. */
export function extrasOf({ choices, link }: Pick<AskedWords, 'choices' | 'link'>): SayExtras {
  return { choices: tappable(choices), ...(link ? { link } : {}) };
}
