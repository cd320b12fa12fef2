import type { Step } from './steps.ts';

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
  const retries = Number(step.slot(countSlot) ?? 0);
  const promised = retries < mostRetries;
  if (promised) {
    step.fill(countSlot, String(retries + 1));
    step.turn.setTimer('retry-account', pause);
  } else step.turn.clearTimer('retry-account');
  return { tries: retries + 1, promised };
}

/** Nobody asked just now: what is said should be short, and no question should be asked a second time. */
export function comesByItself({ turn }: Step): boolean {
  return turn.event?.kind === 'timer' && turn.event.name === 'retry-account';
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
