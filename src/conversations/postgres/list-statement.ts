import type { ListQuery } from '../conversation-store.ts';
import { decodeCursor } from '../list-query.ts';
import { filterConditions } from './list-conditions.ts';
import type { Place } from './search-conditions.ts';
import { summaryColumns } from './statements.ts';

interface Order {
  /** `<startedAt> <id>` of the last one seen, or empty. Instead of the newest activity first. */
  readonly oldestFirstAfter: string;
}

export const newestFirst = 'c.updated_at desc, c.id collate "C" desc';

/** The list without a search as one statement; whatever a user of the console chose stands only among its values. */
export function listStatement(query: ListQuery, limit: number, order?: Order) {
  const values: unknown[] = [];
  const value: Place = given => `$${values.push(given)}`;
  const further = order?.oldestFirstAfter ? [beganAfter(order.oldestFirstAfter.split(' ').map(value))] : [];
  return {
    text: `
select ${summaryColumns}
from conversation c
${filteredBy(query, value, further)}
order by ${order ? 'c.started_at, c.id collate "C"' : newestFirst}
limit ${value(limit)}`,
    values,
  };
}

/** Everything that a query asks for but its words. */
export function filteredBy(query: ListQuery, value: Place, further: readonly string[] = []): string {
  const after = decodeCursor(query.cursor);
  const conditions = [
    ...filterConditions(query, value),
    ...(after
      ? [`(c.updated_at, c.id collate "C") < (${value(after.updatedAt)}::timestamptz, ${value(after.id)})`]
      : []),
    ...further,
  ];
  return conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : '';
}

function beganAfter([startedAt, id]: readonly string[]): string {
  return `(c.started_at, c.id collate "C") > (${startedAt}::timestamptz, ${id})`;
}
