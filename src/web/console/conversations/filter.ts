/** What the list is narrowed down to, by the names of the API's parameters. What is not set is no condition. */
export type Filter = Readonly<Partial<Record<FilterName, string>>>;

export const filterNames = [
  'q',
  'holder',
  'outcome',
  'channel',
  'intent',
  'cause',
  'fallback',
  'below',
  'rated',
  'agent',
  'tag',
  'since',
  'until',
] as const;
export type FilterName = (typeof filterNames)[number];

/** Those that are always in sight; the others are unfolded. */
export const usualFilters: ReadonlySet<FilterName> = new Set(['q', 'holder', 'outcome', 'channel', 'intent']);

/** Longer than any value of a field of ours: an address can be typed by anybody. */
const longestValue = 200;

/** Out of the address of the page, e.g. `holder=waiting&q=kode`. */
export function filterFrom(query: string): Filter {
  const given = new URLSearchParams(query);
  return Object.fromEntries(
    filterNames.flatMap(name => {
      const value = given.get(name)?.slice(0, longestValue);
      return value ? [[name, value]] : [];
    }),
  );
}

/** The same filter always gives the same text. */
export function queryOf(filter: Filter): string {
  const given = filterNames.flatMap((name): [string, string][] => {
    const value = filter[name];
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(given).toString();
}

/** As the API wants it: days become the moments at which they begin and end where the reader is. */
export function parametersOf({ since, until, ...others }: Filter): string {
  return queryOf({
    ...others,
    ...(since && { since: momentOf(since, 'T00:00:00.000') }),
    ...(until && { until: momentOf(until, 'T23:59:59.999') }),
  });
}

/** What is no day goes out as it is, and the server says that it does not know it. */
function momentOf(day: string, time: string): string {
  const moment = new Date(`${day}${time}`);
  return Number.isNaN(moment.getTime()) ? day : moment.toISOString();
}
