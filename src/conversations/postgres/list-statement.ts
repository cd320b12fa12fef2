import type { ListQuery } from '../conversation-store.ts';
import { decodeCursor } from '../list-query.ts';
import { filterConditions } from './list-conditions.ts';
import type { Place } from './search-conditions.ts';
import { summaryColumns } from './statements.ts';

interface Order {
  /** `<startedAt> <id>` of the last one seen, or empty. Instead of the newest activity first. */
  readonly oldestFirstAfter: string;
}

/** The slot of a moment is never later than the moment: it only says along which index the newest are found. */
export const newestFirst = 'c.active_slot desc, c.updated_at desc, c.id collate "C" desc';

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
    ...(after ? activeBefore(value(after.updatedAt), value(after.id)) : []),
    ...further,
  ];
  return conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : '';
}

function activeBefore(at: string, id: string): readonly string[] {
  return [
    `c.active_slot <= ${at}::timestamptz`,
    `(c.updated_at, c.id collate "C") < (${at}::timestamptz, ${id})`,
  ];
}

function beganAfter([startedAt, id]: readonly string[]): string {
  return `(c.started_at, c.id collate "C") > (${startedAt}::timestamptz, ${id})`;
}
