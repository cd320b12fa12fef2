/** A month of messages, in UTC. The names are made of digits alone, so nothing in them needs quoting. */
export interface Month {
  /** Of its partition. */
  readonly name: string;
  /** Of the constraint that keeps its messages out of the default partition until it has its own. */
  readonly keptOut: string;
  /** ISO 8601: when it begins, and when the next one does. */
  readonly from: string;
  readonly to: string;
}

/** This month and the two to come: an assistant that runs has two months to make the next one. */
const monthsAhead = 2;

export function monthsFrom(now: number): readonly Month[] {
  return Array.from({ length: 1 + monthsAhead }, (_, ahead) => monthOf(now, ahead));
}

/** The month in which `at` lies, or one so many months after it. */
export function monthOf(at: number, ahead = 0): Month {
  const day = new Date(at);
  const first = (offset: number) =>
    new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + offset)).toISOString();
  const [from, to] = [first(ahead), first(ahead + 1)];
  const name = `message_${from.slice(0, 7).replace('-', '_')}`;
  return { name, keptOut: `${name}_kept_out`, from, to };
}

/**
 * Nobody writes into a month that begins later than in a day, whatever the clocks of processes say: only such a month can
 * be kept out of the default partition for a while.
 */
export function isAhead({ from }: Month, now: number): boolean {
  return Date.parse(from) - now > 24 * 60 * 60_000;
}
