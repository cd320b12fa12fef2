import type { ListQuery } from '../conversation-store.ts';
import { decodeCursor, searchWords } from '../list-query.ts';
import { asText } from './rows.ts';
import { summaryColumns } from './statements.ts';

interface Order {
  /** `<startedAt> <id>` of the last one seen, or empty. Instead of the newest activity first. */
  readonly oldestFirstAfter: string;
}

/** The list as one statement; whatever a user of the console typed stands only among its values. */
export function listStatement(query: ListQuery, limit: number, order?: Order) {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const after = decodeCursor(query.cursor);
  const conditions = [
    query.channel && `c.channel = ${value(query.channel)}`,
    query.user && `c.user_id = ${value(asText(query.user))}`,
    query.holder && `c.holder = ${value(query.holder)}`,
    query.outcome && `c.outcome = ${value(query.outcome)}`,
    query.intent && `c.intents @> array[${value(asText(query.intent))}]`,
    query.since && `c.updated_at >= ${value(query.since)}`,
    query.until && `c.started_at <= ${value(query.until)}`,
    after &&
      `(c.updated_at, c.id collate "C") < (${value(after.updatedAt)}::timestamptz, ${value(after.id)})`,
    order?.oldestFirstAfter && beganAfter(order.oldestFirstAfter.split(' ').map(value)),
    ...searchWords(query.text).map(word =>
      saysWord(value(`%${escapeLike(asText(word))}%`), value(asText(word))),
    ),
  ].filter(Boolean);
  return {
    text: `
select ${summaryColumns}
from conversation c
${conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : ''}
order by ${order ? 'c.started_at, c.id collate "C"' : 'c.updated_at desc, c.id collate "C" desc'}
limit ${value(limit)}`,
    values,
  };
}

function beganAfter([startedAt, id]: readonly string[]): string {
  return `(c.started_at, c.id collate "C") > (${startedAt}::timestamptz, ${id})`;
}

/**
 * The words of a search may stand in different messages of a conversation, as they are (trigram index) or in another form
 * of theirs (full-text index): "terkirim" finds "dikirimkan".
 */
function saysWord(pattern: string, word: string): string {
  return `exists (select from message m where m.conversation_id = c.id and m.at >= c.started_at
    and (m.text ilike ${pattern} or to_tsvector('indonesian', m.text) @@ plainto_tsquery('indonesian', ${word})))`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
