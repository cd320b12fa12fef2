import type { ListQuery } from '../conversation-store.ts';
import type { SearchWord } from '../search/words.ts';
import { filteredBy, newestFirst } from './list-statement.ts';
import { inFolded, inMessage, type Place } from './search-conditions.ts';
import { summaryColumns } from './statements.ts';

interface Written {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Looks through `asked` of the newest conversations that pass the filters: how many there are (`looked`), how many say each word (`said`, in
 * the order of the words), and the newest that say all of them (`ids`).
 */
export function lookThroughNewest(
  query: ListQuery,
  words: readonly SearchWord[],
  { asked, limit }: { readonly asked: number; readonly limit: number },
): Written {
  return written(value => {
    const each = words.map((_, index) => `w${index}`);
    const says = words.map(
      (word, index) => `coalesce(bool_or(${inFolded(word, value)}), false) as w${index}`,
    );
    return `
with newest as (
  select c.id, c.started_at, c.updated_at, c.active_slot from conversation c
  ${filteredBy(query, value)}
  order by ${newestFirst} limit ${value(asked)}
), heard as (
  select c.id, c.updated_at, c.active_slot, w.* from newest c cross join lateral (
    select ${says.join(', ')} from (
      select lower(m.text) as folded, m.words from message m
      where m.conversation_id = c.id and m.at >= c.started_at offset 0) m) w
)
select count(*)::integer as looked,
       array[${each.map(one => `count(*) filter (where ${one})`).join(', ')}]::integer[] as said,
       (array_agg(c.id order by ${newestFirst}) filter (where ${each.join(' and ')}))[1:${value(limit)}::integer] as ids
from heard c`;
  });
}

/** Summaries of the conversations that say all words, the newest first: the rare ones lead to them by index. */
export function findByRareWords(
  query: ListQuery,
  { rare, common }: { readonly rare: readonly SearchWord[]; readonly common: readonly SearchWord[] },
  limit: number,
): Written {
  return written(value => {
    const sets = rare.map(word => `select m.conversation_id from message m where ${inMessage(word, value)}`);
    const others = common.map(
      word => `exists (select from message m
    where m.conversation_id = c.id and m.at >= c.started_at and ${inMessage(word, value)} offset 0)`,
    );
    // `offset 0`: first the order, then only as many of the costly questions as the page needs.
    return `
with candidates as (
  select c.id, c.started_at from conversation c
  ${filteredBy(query, value, [`c.id = any (array(${sets.join(' intersect ')}))`])}
  order by ${newestFirst} offset 0
), chosen as (
  select c.id from candidates c ${others.length > 0 ? `where ${others.join(' and ')}` : ''} limit ${value(limit)}
)
select ${summaryColumns} from chosen join conversation c on c.id = chosen.id order by ${newestFirst}`;
  });
}

/** Of each conversation the newest message that says one of the words; of a very long one, of its newest part. */
export function newestSaying(ids: readonly string[], words: readonly SearchWord[]): Written {
  return written(
    value => `
select c.id as conversation, m.*
from unnest(${value(ids)}::text[]) with ordinality as wanted(id, place) join conversation c on c.id = wanted.id
cross join lateral (
  select sequence, at, sender, text, more from message m
  where m.conversation_id = c.id and m.at >= c.started_at and m.sequence > c.last_sequence - ${lookBack}
    and (${words.map(word => inMessage(word, value)).join(' or ')})
  order by m.sequence desc limit 1) m
order by wanted.place`,
  );
}

const lookBack = 2_000;

function written(write: (value: Place) => string): Written {
  const values: unknown[] = [];
  const text = write(given => `$${values.push(given)}`);
  return { text, values };
}
