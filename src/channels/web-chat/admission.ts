import { HttpError } from '../../http/http-error.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { inBatches } from './batches.ts';

interface Options {
  readonly clock: Clock;
  readonly log: Log;
  /** So many may be inside in any case, while nobody stands in a queue. */
  readonly usual: number;
}

/** In milliseconds: nobody who was let in waits longer than about this behind others. */
const patience = 500;

/** In milliseconds: how often it is judged how many may be inside. */
const window = 250;

/** Never fewer: somebody has to be answered to judge by. */
const least = 8;

/** In seconds; clients spread out by themselves. Made once: the stack of each would cost more than the rest of a refusal. */
const comeBackLater = new HttpError(503, { headers: { 'Retry-After': '2' } });

/** Both throw `HttpError` 503 with Retry-After, and do nothing, when too many are inside already. */
export interface Admission {
  /** Before anything is read. Takes no place: a body that comes byte by byte would keep it from the others. */
  turnAwayWhenFull(): void;
  enter<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * More messages than can be answered are turned away at once, so that those that were let in are answered in time. As many
 * may be inside as are answered within `patience` (Little's law), and `usual` in any case. When even the quickest answer of
 * a window took longer than that, everybody stands in a queue, and a quarter fewer may be inside, again in each window, until
 * somebody gets through quickly (CoDel's sign: one slow turn, e.g. of a slow account service, says nothing). Then it is a
 * few more each time.
 */
export function createAdmission({ clock, log, usual }: Options): Admission {
  const myTurn = inBatches();
  let inside = 0;
  let allowed = usual;
  let windowBegan = clock.now();
  let answered = 0;
  let quickest = Number.POSITIVE_INFINITY;
  let turnedAway = 0;

  return { turnAwayWhenFull, enter };

  async function enter<T>(work: () => Promise<T>): Promise<T> {
    turnAwayWhenFull();
    inside += 1;
    const began = clock.now();
    try {
      await myTurn();
      // Nothing was done for them yet; behind many others they are better off when they come back than when they wait on.
      if (inside > usual / 2 && clock.now() - began > patience) turnAway();
      const result = await work();
      turnWindow();
      answered += 1;
      quickest = Math.min(quickest, clock.now() - began);
      return result;
    } finally {
      inside -= 1;
    }
  }

  function turnAwayWhenFull(): void {
    turnWindow();
    if (inside >= allowed) turnAway();
  }

  function turnAway(): never {
    turnedAway += 1;
    throw comeBackLater;
  }

  function turnWindow(): void {
    const passed = clock.now() - windowBegan;
    if (passed >= 0 && passed < window) return;
    allowed = allowedAfter(passed);
    // One line a window, not one for each of thousands.
    if (turnedAway > 0)
      log.warn('too many messages at once; some were told to come back', { count: turnedAway });
    answered = 0;
    turnedAway = 0;
    quickest = Number.POSITIVE_INFINITY;
    windowBegan = clock.now();
  }

  function allowedAfter(passed: number): number {
    // A clock that was set, or a long silence, tells nothing about now.
    if (passed < 0 || passed > 8 * window) return usual;
    if (answered > 0 && quickest > patience) return Math.max(least, 0.75 * Math.min(inside, allowed));
    return Math.min(Math.max(usual, (answered * patience) / passed), 1.25 * allowed + usual / 8);
  }
}
