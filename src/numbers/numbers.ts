import { type ConversationFacts, type Day, dayOf, startOf } from '../conversations/conversation-facts.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { Clock } from '../time-and-chance.ts';
import { type DayNumbers, noNumbers } from './day-numbers.ts';
import { type CountedDay, createRecentDays } from './recent-days.ts';
import { createSettledDays, lastSettled } from './settled-days.ts';

/** How the bot does, day by day, from what conversations left behind. */
export interface Numbers {
  /** Every day between the two, inclusive, also those without a conversation. */
  days(from: Day, to: Day): Promise<NumberedDays>;
  /** Keeps the days that have settled lately, so that they outlive their conversations. */
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

const day = 24 * 60 * 60_000;
/** If nothing ran for as long. */
const daysToSettle = 31;

export function createNumbers({ facts, settled: shelf, retentionDays, clock }: Options): Numbers {
  const settled = createSettledDays(shelf, clock);
  const recent = createRecentDays(facts, clock);

  return {
    async days(from, to) {
      const numbered: CountedDay[] = [];
      const missing = await withoutNumbers(daysBetween(from, to));
      for (const one of daysBetween(from, to)) numbered.push(await numbersFor(one, missing));
      return {
        days: numbered.map(({ numbers }) => numbers),
        countedAt: Math.min(clock.now(), ...numbered.map(({ countedAt }) => countedAt)),
      };
    },
    async settle() {
      const last = lastSettled(clock.now());
      await this.days(dayOf(startOf(last) - (daysToSettle - 1) * day), last);
    },
  };

  /** Those that must be counted, each with its mark. */
  async function withoutNumbers(wanted: readonly Day[]): Promise<ReadonlyMap<Day, string>> {
    const unknown: Day[] = [];
    for (const one of wanted) if (!(await settled.get(one))) unknown.push(one);
    const [first, last] = [unknown.at(0), unknown.at(-1)];
    return first === undefined || last === undefined ? new Map() : facts.days(first, after(last));
  }

  async function numbersFor(one: Day, marks: ReadonlyMap<Day, string>): Promise<CountedDay> {
    const kept = await settled.get(one);
    if (kept) return { numbers: kept, countedAt: clock.now() };
    const mark = marks.get(one);
    if (mark === undefined) return { numbers: noNumbers(one), countedAt: clock.now() };
    // Whoever came back did so in a conversation of the day after, mostly.
    const marked = `${mark} ${marks.get(after(one))}`;
    if (one > lastSettled(clock.now())) return recent.count(one, marked);
    const { numbers } = await recent.countLast(one, marked);
    const isWhole = retentionDays === undefined || startOf(one) >= clock.now() - retentionDays * day;
    return { numbers: isWhole ? await settled.keep(numbers) : numbers, countedAt: clock.now() };
  }
}

export function after(one: Day): Day {
  return dayOf(startOf(one) + day);
}

export function daysBetween(from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let one = from; one <= to; one = after(one)) days.push(one);
  return days;
}

/** As many days right before. */
export function periodBefore(from: Day, to: Day): readonly [Day, Day] {
  const length = daysBetween(from, to).length;
  return [dayOf(startOf(from) - length * day), dayOf(startOf(from) - day)];
}
