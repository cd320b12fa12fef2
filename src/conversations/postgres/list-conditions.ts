import type { ListQuery, RatingBand } from '../conversation-store.ts';
import { asText } from './rows.ts';

type Place = (value: unknown) => string;
type Conditions = {
  readonly [K in keyof ListQuery]-?: (wanted: Required<ListQuery>[K], value: Place) => string;
};

/** Every filter as a condition of the list; what was given stands only among the values, for which `value` makes a place. */
export function filterConditions(query: ListQuery, value: Place): readonly string[] {
  return filters.flatMap(name => condition(name, query, value));
}

function condition<K extends keyof typeof conditions>(name: K, query: ListQuery, value: Place): string[] {
  const wanted = query[name];
  // One entry of a record of functions, each with the type of its own field.
  const make = conditions[name] as (wanted: unknown, value: Place) => string;
  return wanted === undefined ? [] : [make(wanted, value)];
}

const rated: Readonly<Record<RatingBand, string>> = {
  poor: `(c.rating ->> 'score')::integer <= 2`,
  fair: `(c.rating ->> 'score')::integer = 3`,
  good: `(c.rating ->> 'score')::integer >= 4`,
  none: 'c.rating is null',
};

const conditions = {
  channel: (channel, value) => `c.channel = ${value(channel)}`,
  user: (user, value) => `c.user_id = ${value(asText(user))}`,
  outcome: (outcome, value) => `c.outcome = ${value(outcome)}`,
  holder: (holder, value) => `c.holder = ${value(holder)}`,
  intent: (intent, value) => `c.intents @> array[${value(asText(intent))}]`,
  cause: (cause, value) => `c.causes @> array[${value(asText(cause))}]`,
  agent(agent, value) {
    const id = value(asText(agent));
    // Two questions with an index each: of one with `or` the database cannot tell how few it finds.
    return `c.id = any (array(select id from conversation where agent ->> 'id' = ${id})
  || array(select id from conversation where desk is not null and desk -> 'assignee' ->> 'id' = ${id}))`;
  },
  tag: (tag, value) => `c.desk is not null and c.desk -> 'tags' ? ${value(asText(tag))}`,
  fallback: wanted => `c.fallbacks ${wanted ? '>' : '='} 0`,
  sureBelow: (limit, value) => `c.lowest_confidence < ${value(limit)}`,
  rated: band => rated[band],
  since(since, value) {
    const moment = value(since);
    // The first is for the index, the second decides.
    return `c.active_slot > ${moment}::timestamptz - interval '5 minutes' and c.updated_at >= ${moment}`;
  },
  until: (until, value) => `c.started_at <= ${value(until)}`,
} satisfies Omit<Conditions, 'limit' | 'cursor' | 'text'>;

const filters = Object.keys(conditions) as (keyof typeof conditions)[];
