import type { Step } from './steps.ts';

/** "Saya coba lagi otomatis 2 menit lagi": long enough for a short outage, short enough to wait for. */
const pause = 2 * 60_000;

/** NIK and KPJ stay sealed for half an hour at most; nobody waits longer than a few minutes anyway. */
const mostRetries = 3;

const countSlot = 'retries';
const keySlot = 'retryKey';

/** What another answer makes worthless: the effect that was being tried is another one now. */
export const retrySlots: readonly string[] = [countSlot, keySlot];

/** Plans another attempt by itself; false when there were enough, and nothing must be promised. */
export function planRetry(step: Step): boolean {
  const retries = Number(step.slot(countSlot) ?? 0);
  if (retries >= mostRetries) return false;
  step.fill(countSlot, String(retries + 1));
  step.turn.setTimer('retry-account', pause);
  return true;
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
