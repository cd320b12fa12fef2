import type { SpokenQuestion, Words } from './copy.ts';
import { goTo, type Move, type Step, tappable, wait } from './steps.ts';

/** "Saya coba lagi otomatis 2 menit lagi": long enough for a short outage, short enough to wait for. */
const pause = 2 * 60_000;

/** NIK and KPJ stay sealed for half an hour at most; nobody waits longer than a few minutes anyway. */
const mostRetries = 3;

const countSlot = 'retries';
const keySlot = 'retryKey';

/** What another answer makes worthless: the effect that was being tried is another one now. */
export const retrySlots: readonly string[] = [countSlot, keySlot];

/** How many attempts have failed, and whether another one follows by itself: only then may it be promised. */
export interface PlannedRetry {
  readonly tries: number;
  readonly promised: boolean;
}

/** Plans another attempt by itself, unless there were enough. */
export function planRetry(step: Step): PlannedRetry {
  const tries = Number(step.slot(countSlot) ?? 0) + 1;
  step.fill(countSlot, String(tries));
  const promised = tries <= mostRetries;
  if (promised) step.turn.setTimer('retry-account', pause);
  else step.turn.clearTimer('retry-account');
  return { tries, promised };
}

/** What a talk says while the account service does not answer; `serviceDown` is also the step that waits then. */
export interface RetryWords {
  willRetry(): Words;
  stillDown(values: { readonly tries: number }): Words;
  noMoreRetries(): Words;
  stillNoAnswer(): Words;
  readonly serviceDown: Pick<SpokenQuestion, 'choices'>;
}

/**
 * Another attempt follows by itself, as long as that can be promised. What can be done instead is asked when it begins
 * and when no more is promised; in between, and when the user tries on, a word is enough.
 */
export function retryLater(step: Step, copy: RetryWords): Move {
  const { tries, promised } = planRetry(step);
  if (tries === 1 || tries === mostRetries + 1) {
    step.say(promised ? copy.willRetry() : copy.noMoreRetries());
    return goTo('serviceDown');
  }
  const words = promised ? copy.stillDown({ tries }) : copy.stillNoAnswer();
  step.say(words, { choices: tappable(copy.serviceDown.choices) });
  return wait();
}

/** The key of an effect for as long as it is being tried: however many attempts arrive, it happens once. */
export function keyOfAttempts(step: Step, operation: string): string {
  const [of, ...kept] = (step.slot(keySlot) ?? '').split(' ');
  if (of === operation && kept[0] !== undefined) return kept[0];
  const key = step.turn.effectKey(operation);
  step.fill(keySlot, `${operation} ${key}`);
  return key;
}

/** Has an earlier attempt failed? */
export function isRetried(step: Step): boolean {
  return step.slot(countSlot) !== undefined;
}

/** It was answered, or something else is wanted now. */
export function forgetRetries(step: Step): void {
  step.clear(countSlot, keySlot);
  step.turn.clearTimer('retry-account');
}
