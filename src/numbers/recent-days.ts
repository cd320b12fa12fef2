import type { ConversationFacts, Day } from '../conversations/conversation-facts.ts';
import type { Clock } from '../time-and-chance.ts';
import { after } from './calendar.ts';
import type { DayNumbers } from './day-numbers.ts';
import { createTally } from './tally.ts';

export interface CountedDay {
  readonly numbers: DayNumbers;
  /** When counting began, milliseconds since the epoch. */
  readonly countedAt: number;
}

interface Remembered extends CountedDay {
  readonly mark: string | undefined;
  /** Milliseconds. */
  readonly took: number;
}

/** A question left open half an hour ago is one that was left, though nothing happened. */
const asLongAsNothingHappens = 30 * 60_000;
/** Counting a day again and again takes a twentieth of a process's time at the most. */
const restPerWork = 20;

/** Counts days from their conversations. What it has counted is remembered for a while; whoever asks meanwhile gets the same. */
export function createRecentDays(facts: ConversationFacts, clock: Clock) {
  const known = new Map<Day, Remembered>();
  const counting = new Map<Day, Promise<Remembered>>();

  return {
    /** For a day in which something may still happen. */
    async count(one: Day): Promise<CountedDay> {
      const before = known.get(one);
      if (before && ageOf(before) < before.took * restPerWork) return before;
      const mark = await markOf(one);
      if (before && mark === before.mark && ageOf(before) < asLongAsNothingHappens) return before;
      const counted = await (counting.get(one) ?? start(one, mark));
      known.set(one, counted);
      return counted;
    },
    /** For a day that has settled: whatever was counted before is old, and what is counted now is for others to keep. */
    async countLast(one: Day): Promise<CountedDay> {
      known.delete(one);
      return counting.get(one) ?? start(one, undefined);
    },
  };

  /** Whoever came back did so in a conversation of the day after, mostly. */
  async function markOf(one: Day): Promise<string> {
    return `${await facts.mark(one)} ${await facts.mark(after(one))}`;
  }

  function ageOf({ countedAt, took }: Remembered): number {
    return clock.now() - countedAt - took;
  }

  function start(one: Day, mark: string | undefined): Promise<Remembered> {
    const running = run(one, mark).finally(() => counting.delete(one));
    counting.set(one, running);
    return running;
  }

  async function run(one: Day, mark: string | undefined): Promise<Remembered> {
    const countedAt = clock.now();
    const tally = createTally(one);
    for await (const page of facts.of(one)) for (const fact of page) tally.add(fact, countedAt);
    return { mark, numbers: tally.numbers(), countedAt, took: clock.now() - countedAt };
  }
}
