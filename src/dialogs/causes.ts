import { appCauses } from './causes-app.ts';
import { loginCauses } from './causes-login.ts';
import { membershipCauses } from './causes-membership.ts';

/** Why somebody cannot log in, as far as it can be told without looking at the account. */
export const causes = { ...appCauses, ...loginCauses, ...membershipCauses };

export type Cause = keyof typeof causes;

/**
 * Something to try when what came before did not help: another cause's advice, a question that narrows it down, a new
 * password, or a look at the account itself.
 */
export type Rung = Cause | 'askScreen' | 'askMember' | 'reset' | 'check';

export function isCause(rung: string): rung is Cause {
  return Object.hasOwn(causes, rung);
}

/** What to try for somebody who told of `heard`: all of that first, then what the first of it suggests. */
export function ladderFor(heard: readonly [Cause, ...Cause[]]): readonly Rung[] {
  return [...new Set([...heard, ...following(heard[0])])];
}

/** What to try for somebody of whom nothing is known but that the password is not it. */
export const usualLadder: readonly Rung[] = following('nothingShown');

function following(cause: Cause): readonly Rung[] {
  return causes[cause].next;
}
