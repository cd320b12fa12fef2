import type { ConversationFacts, Day } from '../conversations/conversation-facts.ts';
import type { Clock } from '../time-and-chance.ts';
import type { DayNumbers } from './day-numbers.ts';
import { createTally } from './tally.ts';

export interface CountedDay {
  readonly numbers: DayNumbers;
  /** When counting began, milliseconds since the epoch. */
  readonly countedAt: number;
}

interface Remembered extends CountedDay {
  readonly mark: string;
  /** Milliseconds. */
  readonly took: number;
}

/** A question left open half an hour ago is one that was left, though nothing happened. */
const asLongAsNothingHappens = 30 * 60_000;
/** Counting a day again and again takes a twentieth of a process's time at the most. */
const restPerWork = 20;

/** Counts the days in which something still happens; what it has counted is remembered for a while. */
export function createRecentDays(facts: Pick<ConversationFacts, 'of'>, clock: Clock) {
  const known = new Map<Day, Remembered>();
  const counting = new Map<Day, Promise<Remembered>>();

  return {
    /** @param mark changes when something in a conversation of this day does, see `ConversationFacts` */
    async count(one: Day, mark: string): Promise<CountedDay> {
      const before = known.get(one);
      if (before && isFresh(before, mark)) return before;
      return counting.get(one) ?? start(one, mark);
    },
    /** When the day has settled: whatever was counted before is old. */
    async countLast(one: Day, mark: string): Promise<CountedDay> {
      const counted = await start(one, mark);
      known.delete(one);
      return counted;
    },
  };

  function isFresh({ mark, countedAt, took }: Remembered, now: string): boolean {
    const age = clock.now() - countedAt - took;
    return age < took * restPerWork || (mark === now && age < asLongAsNothingHappens);
  }

  /** Whoever asks meanwhile gets the same answer. */
  function start(one: Day, mark: string): Promise<Remembered> {
    const running = run(one, mark).finally(() => counting.delete(one));
    counting.set(one, running);
    return running;
  }

  async function run(one: Day, mark: string): Promise<Remembered> {
    const countedAt = clock.now();
    const tally = createTally(one);
    for await (const page of facts.of(one)) for (const fact of page) tally.add(fact, countedAt);
    const counted = { mark, numbers: tally.numbers(), countedAt, took: clock.now() - countedAt };
    known.set(one, counted);
    return counted;
  }
}
