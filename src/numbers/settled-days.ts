import { aDay, type Day, dayOf } from '../conversations/conversation-facts.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { Clock } from '../time-and-chance.ts';
import type { DayNumbers } from './day-numbers.ts';

/**
 * So long after its end something may still happen that belongs to a day: somebody comes back, an agent answers after the
 * weekend. Shorter than conversations are kept at the least (RETENTION_DAYS, 8).
 */
const settlesAfter = 6 * aDay;

/** A shelf's name is remembered by the data: never changed. */
export const settledDaysName = 'day-numbers';

/** The last day of which nothing changes any more. */
export function lastSettled(now: number): Day {
  return dayOf(now - settlesAfter - aDay);
}

/**
 * What days amounted to when they had settled: they stay so, whatever becomes of their conversations. Read once, and again
 * when another day has settled.
 */
export function createSettledDays(shelf: Shelf<DayNumbers>, clock: Clock) {
  let read: { readonly until: Day; readonly days: Promise<Map<Day, DayNumbers>> } | undefined;

  return {
    async get(one: Day): Promise<DayNumbers | undefined> {
      return (await all()).get(one);
    },
    /** Somebody else may have been faster: theirs stays. */
    async keep(numbers: DayNumbers): Promise<DayNumbers> {
      const kept = (await shelf.change(numbers.day, before => before ?? numbers)) ?? numbers;
      (await all()).set(kept.day, kept);
      return kept;
    },
  };

  function all(): Promise<Map<Day, DayNumbers>> {
    const until = lastSettled(clock.now());
    if (read?.until === until) return read.days;
    const days = shelf.all().then(records => new Map(records.map(one => [one.day, one])));
    const reading = { until, days };
    read = reading;
    days.catch(() => {
      if (read === reading) read = undefined;
    });
    return days;
  }
}
