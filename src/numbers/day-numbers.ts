import type { ConversationFact, Day } from '../conversations/conversation-facts.ts';

/** What a day amounts to; a conversation counts for the day on which it began. Counts, and minutes for the medians. */
export interface DayNumbers {
  readonly day: Day;
  /** In which the user has written at least once; all below are of these. */
  readonly conversations: number;
  /** No person was asked for. */
  readonly contained: number;
  /** Of these, the user did not come back within a day. */
  readonly containedForGood: number;
  /** The user said that they can log in. */
  readonly solved: number;
  readonly handedOver: number;
  /** Left with a question open, for half an hour or longer. */
  readonly left: number;
  readonly userMessages: number;
  readonly unknown: number;
  readonly unsure: number;
  /** How often 1, 2, 3, 4 and 5 were given. */
  readonly scores: readonly number[];
  /** From the first message to the user's last one, of those that were solved. */
  readonly solvingMinutes: readonly number[];
  /** From asking for a person to their first word. */
  readonly replyMinutes: readonly number[];
  readonly causes: Counts;
  readonly reached: Counts;
  readonly leftAt: Counts;
  /** `taken>meant`. */
  readonly mixedUp: Counts;
}

export type Counts = Readonly<Record<string, number>>;

const minute = 60_000;
const aDay = 24 * 60 * minute;
/** Whoever wrote so lately may still be reading. */
const stillHere = 30 * minute;

/**
 * @param next of the day after, in which somebody may have come back
 * @param now milliseconds since the epoch
 */
export function numbersOf(
  day: Day,
  all: readonly ConversationFact[],
  next: readonly ConversationFact[],
  now: number,
): DayNumbers {
  const facts = all.filter(({ userMessages }) => userMessages > 0);
  const contained = facts.filter(fact => !isHandedOver(fact));
  const later = startsByUser([...facts, ...next.filter(({ userMessages }) => userMessages > 0)]);
  const left = facts.filter(fact => isLeft(fact, now));
  return {
    day,
    conversations: facts.length,
    contained: contained.length,
    containedForGood: contained.filter(fact => !comesBack(fact, later)).length,
    solved: facts.filter(({ outcome }) => outcome === 'solved').length,
    handedOver: facts.length - contained.length,
    left: left.length,
    userMessages: sum(facts.map(({ userMessages }) => userMessages)),
    unknown: sum(facts.map(({ unknown }) => unknown)),
    unsure: sum(facts.map(({ unsure }) => unsure)),
    scores: [1, 2, 3, 4, 5].map(score => facts.filter(fact => fact.score === score).length),
    solvingMinutes: facts.flatMap(solvingMinutes),
    replyMinutes: facts.flatMap(({ personWantedAt, personRepliedAt }) =>
      minutes(personWantedAt, personRepliedAt),
    ),
    causes: count(facts.flatMap(({ causes }) => [...new Set(causes)])),
    reached: count(facts.flatMap(({ reached }) => reached)),
    leftAt: count(left.flatMap(({ open }) => open ?? [])),
    mixedUp: count(facts.flatMap(({ mixedUp }) => mixedUp.map(([taken, meant]) => `${taken}>${meant}`))),
  };
}

function isHandedOver({ personWantedAt, outcome }: ConversationFact): boolean {
  return personWantedAt !== undefined || outcome === 'handedOver';
}

function isLeft({ open, outcome, updatedAt }: ConversationFact, now: number): boolean {
  return open !== undefined && outcome === 'open' && now - Date.parse(updatedAt) >= stillHere;
}

function startsByUser(facts: readonly ConversationFact[]): ReadonlyMap<string, readonly number[]> {
  const starts = new Map<string, number[]>();
  for (const { user, startedAt } of facts)
    starts.set(user, [...(starts.get(user) ?? []), Date.parse(startedAt)]);
  return starts;
}

function comesBack(
  { user, cameBack, startedAt, updatedAt }: ConversationFact,
  later: ReadonlyMap<string, readonly number[]>,
): boolean {
  const [start, end] = [Date.parse(startedAt), Date.parse(updatedAt)];
  return cameBack || (later.get(user) ?? []).some(other => other > start && other - end <= aDay);
}

function solvingMinutes({ outcome, startedAt, lastUserAt }: ConversationFact): number[] {
  return outcome === 'solved' ? minutes(startedAt, lastUserAt) : [];
}

function minutes(from: string | undefined, to: string | undefined): number[] {
  if (from === undefined || to === undefined) return [];
  return [Math.max(0, (Date.parse(to) - Date.parse(from)) / minute)];
}

function count(names: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
