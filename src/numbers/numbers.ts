import {
  aDay,
  type ConversationFacts,
  type Day,
  dayOf,
  startOf,
} from '../conversations/conversation-facts.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { Clock } from '../time-and-chance.ts';
import { daysBetween } from './calendar.ts';
import { type DayNumbers, noNumbers } from './day-numbers.ts';
import { type CountedDay, createRecentDays } from './recent-days.ts';
import { createSettledDays, lastSettled } from './settled-days.ts';

/** How the bot does, day by day, from what conversations left behind. */
export interface Numbers {
  /** Every day between the two, inclusive, also those without a conversation. */
  days(from: Day, to: Day): Promise<NumberedDays>;
  /**
   * Keeps the days that have settled and are not kept yet, so that they outlive their conversations. One that cannot be counted
   * does not keep the others from it; the first such error is thrown at the end.
   */
  settle(): Promise<void>;
}

export interface NumberedDays {
  readonly days: readonly DayNumbers[];
  /** When the oldest of those was counted that may still change, milliseconds since the epoch. */
  readonly countedAt: number;
}

interface Options {
  readonly facts: ConversationFacts;
  readonly settled: Shelf<DayNumbers>;
  /** After which conversations are erased; undefined: never. */
  readonly retentionDays?: number | undefined;
  readonly clock: Clock;
}

/** So far back days are settled unasked, if conversations stay that long. */
const longestLook = 366;
const usualLook = 31;

export function createNumbers({ facts, settled: shelf, retentionDays, clock }: Options): Numbers {
  const settled = createSettledDays(shelf, clock);
  const recent = createRecentDays(facts, clock);
  /** Settled, and nobody wrote: not worth a record, and not worth asking again. */
  const empty = new Set<Day>();

  return {
    async days(from, to) {
      const numbered: CountedDay[] = [];
      for (const one of daysBetween(from, to)) numbered.push(await numbersFor(one));
      return {
        days: numbered.map(({ numbers }) => numbers),
        countedAt: Math.min(clock.now(), ...numbered.map(({ countedAt }) => countedAt)),
      };
    },
    async settle() {
      const last = lastSettled(clock.now());
      const back = Math.min(longestLook, retentionDays ?? usualLook);
      const errors: unknown[] = [];
      for (const one of daysBetween(dayOf(clock.now() - back * aDay), last))
        await numbersFor(one).catch(error => errors.push(error));
      if (errors.length > 0) throw errors[0];
    },
  };

  async function numbersFor(one: Day): Promise<CountedDay> {
    const now = clock.now();
    if (one > lastSettled(now)) return recent.count(one);
    const kept = empty.has(one) ? noNumbers(one) : await settled.get(one);
    if (kept) return { numbers: kept, countedAt: now };
    const { numbers } = await recent.countLast(one);
    if (numbers.conversations === 0) empty.add(one);
    else if (isWhole(one, now)) return { numbers: await settled.keep(numbers), countedAt: now };
    return { numbers, countedAt: now };
  }

  /** Retention has not begun to empty it. */
  function isWhole(one: Day, now: number): boolean {
    return retentionDays === undefined || startOf(one) >= now - retentionDays * aDay;
  }
}
