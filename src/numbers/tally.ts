import type { ConversationFact, Day } from '../conversations/conversation-facts.ts';
import { type Counts, type DayNumbers, minutesName, noNumbers } from './day-numbers.ts';

const minute = 60_000;
/** Whoever wrote so lately may still be reading. */
const stillHere = 30 * minute;

/** Adds up a day, one conversation after the other; what it holds does not grow with their number. */
export function createTally(day: Day) {
  const counts = createCounter<CountName>();
  const scores = [0, 0, 0, 0, 0];
  const named = {
    solvingMinutes: createCounter(),
    replyMinutes: createCounter(),
    causes: createCounter(),
    reached: createCounter(),
    leftAt: createCounter(),
    mixedUp: createCounter(),
  } satisfies Record<keyof Named, Counter>;

  return {
    /** @param now milliseconds since the epoch */
    add(fact: ConversationFact, now: number): void {
      if (fact.userMessages === 0) return;
      for (const name of countsFor(fact, now)) counts.add(name);
      counts.add('userMessages', fact.userMessages);
      counts.add('unknown', fact.unknown);
      counts.add('unsure', fact.unsure);
      if (fact.score !== undefined) scores[fact.score - 1] = (scores[fact.score - 1] ?? 0) + 1;
      const names = namesIn(fact, now);
      for (const of of namedCounts) for (const name of names[of]) named[of].add(name);
    },
    numbers(): DayNumbers {
      return {
        ...noNumbers(day),
        ...counts.all(),
        scores,
        solvingMinutes: named.solvingMinutes.all(),
        replyMinutes: named.replyMinutes.all(),
        causes: named.causes.all(),
        reached: named.reached.all(),
        leftAt: named.leftAt.all(),
        mixedUp: named.mixedUp.all(),
      };
    },
  };
}

const namedCounts = ['solvingMinutes', 'replyMinutes', 'causes', 'reached', 'leftAt', 'mixedUp'] as const;
type Named = Readonly<Record<(typeof namedCounts)[number], readonly string[]>>;

/** What of one conversation is counted by name. */
function namesIn(fact: ConversationFact, now: number): Named {
  return {
    solvingMinutes: fact.outcome === 'solved' ? minutesBetween(fact.startedAt, fact.lastUserAt) : [],
    replyMinutes: minutesBetween(fact.personWantedAt, fact.personRepliedAt),
    causes: [...new Set(fact.causes)],
    reached: fact.reached,
    leftAt: fact.open !== undefined && isLeft(fact, now) ? [fact.open] : [],
    mixedUp: fact.mixedUp.map(([taken, meant]) => `${taken}>${meant}`),
  };
}

type CountName = {
  [Name in keyof DayNumbers]: DayNumbers[Name] extends number ? Name : never;
}[keyof DayNumbers];

/** What one conversation counts for. */
function countsFor(fact: ConversationFact, now: number): readonly CountName[] {
  const isHandedOver = fact.personWantedAt !== undefined || fact.outcome === 'handedOver';
  return [
    'conversations',
    ...(isHandedOver ? (['handedOver'] as const) : (['contained'] as const)),
    ...(isHandedOver || fact.cameBack ? [] : (['containedForGood'] as const)),
    ...(fact.outcome === 'solved' ? (['solved'] as const) : []),
    ...(isLeft(fact, now) ? (['left'] as const) : []),
  ];
}

function isLeft({ open, outcome, updatedAt }: ConversationFact, now: number): boolean {
  return open !== undefined && outcome === 'open' && now - Date.parse(updatedAt) >= stillHere;
}

function minutesBetween(from: string | undefined, to: string | undefined): readonly string[] {
  if (from === undefined || to === undefined) return [];
  return [minutesName(Math.max(0, (Date.parse(to) - Date.parse(from)) / minute))];
}

type Counter = ReturnType<typeof createCounter>;

function createCounter<Name extends string = string>() {
  const counts = new Map<Name, number>();
  return {
    add(name: Name, count = 1): void {
      counts.set(name, (counts.get(name) ?? 0) + count);
    },
    all: (): Counts => Object.fromEntries(counts),
  };
}
