import { type ConversationFacts, type Day, dayOf, startOf } from '../conversations/conversation-facts.ts';
import type { Clock } from '../time-and-chance.ts';
import { type DayNumbers, numbersOf } from './day-numbers.ts';

/** How the bot does, day by day, from what conversations left behind. */
export interface Numbers {
  /** Every day between the two, inclusive, also those without a conversation. */
  days(from: Day, to: Day): Promise<readonly DayNumbers[]>;
}

const day = 24 * 60 * 60_000;

/** So long something may still happen that belongs to a day: somebody comes back, a question stays open. */
const unsettledFor = 2 * day;

/** Days that are over are remembered until a conversation of theirs, or of the day after, changes. */
export function createNumbers(facts: ConversationFacts, clock: Clock): Numbers {
  const known = new Map<Day, { readonly mark: string; readonly numbers: DayNumbers }>();

  return {
    async days(from, to) {
      const marks = await facts.days(from, after(to));
      const wanted = daysBetween(from, to);
      const found: DayNumbers[] = [];
      for (const one of wanted) found.push(await numbersFor(one, marks));
      return found;
    },
  };

  async function numbersFor(one: Day, marks: ReadonlyMap<Day, string>): Promise<DayNumbers> {
    const mark = `${marks.get(one)} ${marks.get(after(one))}`;
    const before = known.get(one);
    if (before?.mark === mark) return before.numbers;
    const now = clock.now();
    const there = (which: Day) => (marks.has(which) ? facts.of(which) : Promise.resolve([]));
    const numbers = numbersOf(one, await there(one), await there(after(one)), now);
    if (now - startOf(one) > day + unsettledFor) known.set(one, { mark, numbers });
    return numbers;
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
