import type { State } from './state.ts';

const second = 1_000;
const hour = 60 * 60 * second;

/** At least this long between two codes of one verification route, at most so many an hour and a day. */
const limits = { gap: 60 * second, perHour: 3, perDay: 5 } as const;

export type Allowance =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'tooSoon'; readonly retryInSeconds: number }
  | { readonly kind: 'tooManyCodes'; readonly retryInSeconds: number };

/** Whether the hour and the day still allow a code; `counter` is a hash, so unknown members are counted like members. */
export function allowsCode(sends: State['sends'], counter: string, now: number): Allowance {
  const times = sends[counter] ?? [];
  const free = Math.max(
    freeAgainAt(times, limits.perHour, hour, now),
    freeAgainAt(times, limits.perDay, 24 * hour, now),
  );
  return free > now ? { kind: 'tooManyCodes', retryInSeconds: secondsUntil(free, now) } : { kind: 'allowed' };
}

/** The same, and not sooner than a minute after the last one. */
export function allowsResend(sends: State['sends'], counter: string, now: number): Allowance {
  const allowance = allowsCode(sends, counter, now);
  const free = (sends[counter]?.at(-1) ?? Number.NEGATIVE_INFINITY) + limits.gap;
  if (allowance.kind !== 'allowed' || free <= now) return allowance;
  return { kind: 'tooSoon', retryInSeconds: secondsUntil(free, now) };
}

/** Counts a code that was asked for, whether or not it can be sent. */
export function countCode(sends: State['sends'], counter: string, now: number): void {
  sends[counter] = [...(sends[counter] ?? []), now];
}

/** When the oldest of the last `most` leaves the window. */
function freeAgainAt(times: readonly number[], most: number, window: number, now: number): number {
  const recent = times.filter(time => time > now - window);
  const oldest = recent.at(-most);
  return oldest === undefined ? now : oldest + window;
}

function secondsUntil(time: number, now: number): number {
  return Math.max(1, Math.ceil((time - now) / second));
}
