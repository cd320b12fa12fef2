import type { ListQuery } from '../conversation-store.ts';
import { decodeCursor, searchWords } from '../list-query.ts';
import { asText } from './rows.ts';

/** The list as one statement; whatever a user of the console typed stands only among its values. */
export function listStatement(query: ListQuery, limit: number) {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const after = decodeCursor(query.cursor);
  const conditions = [
    query.channel && `c.channel = ${value(query.channel)}`,
    query.outcome && `c.outcome = ${value(query.outcome)}`,
    query.intent && `c.intents @> array[${value(asText(query.intent))}]`,
    query.since && `c.updated_at >= ${value(query.since)}`,
    query.until && `c.started_at <= ${value(query.until)}`,
    after &&
      `(c.updated_at, c.id collate "C") < (${value(after.updatedAt)}::timestamptz, ${value(after.id)})`,
    ...searchWords(query.text).map(word => saysWord(value(`%${escapeLike(asText(word))}%`))),
  ].filter(Boolean);
  return {
    text: `
select c.id, c.channel, c.user_id, c.started_at, c.updated_at, c.last_sequence, c.holder, c.outcome, c.intents,
       c.last_user_text, c.agent, c.rating
from conversation c
${conditions.length > 0 ? `where ${conditions.join('\n  and ')}` : ''}
order by c.updated_at desc, c.id collate "C" desc
limit ${value(limit)}`,
    values,
  };
}

/** The words of a search may stand in different messages of a conversation. */
function saysWord(pattern: string): string {
  return `exists (select from message m where m.conversation_id = c.id and m.at >= c.started_at and m.text ilike ${pattern})`;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
