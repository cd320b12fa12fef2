import { z } from 'zod';
import { ConversationId } from '../../ids.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ConversationSummary, FoundMessage, ListQuery } from '../conversation-store.ts';
import type { SearchWord } from '../search/words.ts';
import { foundFrom, summaryFrom } from './rows.ts';
import { isIndexed } from './search-conditions.ts';
import { findByRareWords, lookedThrough, lookThroughNewest, newestSaying } from './search-statements.ts';
import * as statements from './statements.ts';

/** Said by fewer of the newest conversations than this share, a word is looked up in the index. */
const rareShare = 0.15;

const Looked = z.object({
  looked: z.int(),
  said: z.array(z.int()),
  ids: z.array(ConversationId).nullable(),
});

/**
 * Finds words in what was said. No one plan is good for all words, and a database that is asked for the newest few of many
 * guesses badly: so the newest conversations are looked through first. That finds words that many say, tells how rare the
 * others are, and is all that is done for signs that no index holds.
 */
export function createPostgresSearch(database: Database) {
  return { find, foundIn };

  /** The newest conversations that say all of the words, at most `limit`. */
  async function find(
    query: ListQuery,
    words: readonly SearchWord[],
    limit: number,
  ): Promise<readonly ConversationSummary[]> {
    const { looked, said, ids } = await look(query, words, limit);
    const newest = ids ?? [];
    const isAll = newest.length >= limit || looked < lookedThrough || !words.some(isIndexed);
    if (isAll) return summaries(newest);
    const shareOf = (word: SearchWord) => (said[words.indexOf(word)] ?? 0) / looked;
    const rarestFirst = words.toSorted((a, b) => shareOf(a) - shareOf(b));
    const rarest = rarestFirst.find(isIndexed);
    const isRare = (word: SearchWord) => word === rarest || (isIndexed(word) && shareOf(word) < rareShare);
    const rare = rarestFirst.filter(isRare);
    const common = rarestFirst.filter(word => !isRare(word));
    const { text, values } = findByRareWords(query, { rare, common }, limit);
    return (await database.run({ name: '', text }, values)).map(summaryFrom);
  }

  async function look(query: ListQuery, words: readonly SearchWord[], limit: number) {
    const { text, values } = lookThroughNewest(query, words, limit);
    const [row] = await database.run({ name: '', text }, values);
    return Looked.parse(row);
  }

  async function summaries(ids: readonly ConversationId[]): Promise<readonly ConversationSummary[]> {
    if (ids.length === 0) return [];
    return (await database.run(statements.loadSummaries, [ids])).map(summaryFrom);
  }

  /** Of each of these the newest message that says one of the words. */
  async function foundIn(
    conversations: readonly ConversationSummary[],
    words: readonly SearchWord[],
  ): Promise<readonly FoundMessage[]> {
    if (conversations.length === 0) return [];
    const ids = conversations.map(({ id }) => id);
    const { text, values } = newestSaying(ids, words);
    return (await database.run({ name: '', text }, values)).map(foundFrom);
  }
}
