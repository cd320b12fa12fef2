import { HttpError } from '../../http/http-error.ts';
import type { Clock } from '../../time-and-chance.ts';

/** In milliseconds: nobody who was let in waits longer than about this behind others. */
const patience = 1_000;

/** In seconds; clients spread out by themselves. */
const comeBackAfter = '2';

/** Does `work`; throws `HttpError` 503 with Retry-After, and does nothing, when too many are inside already. */
export type Admission = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * More messages than can be answered are turned away at once, so that those that were let in are answered in time: as
 * many may be inside as were answered within `patience` lately (Little's law), and `always` in any case.
 */
export function createAdmission(clock: Clock, always: number): Admission {
  let inside = 0;
  let windowBegan = clock.now();
  let answered = 0;
  let answeredBefore = 0;

  return async work => {
    turnWindow();
    if (inside >= Math.max(always, answeredBefore, answered))
      throw new HttpError(503, { headers: { 'Retry-After': comeBackAfter } });
    inside += 1;
    try {
      const result = await work();
      turnWindow();
      answered += 1;
      return result;
    } finally {
      inside -= 1;
    }
  };

  function turnWindow(): void {
    const passed = clock.now() - windowBegan;
    if (passed >= 0 && passed < patience) return;
    // A clock that was set, or a long silence: what was answered then says nothing about now.
    answeredBefore = passed >= 0 && passed < 2 * patience ? answered : 0;
    answered = 0;
    windowBegan = clock.now();
  }
}
