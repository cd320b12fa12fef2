import { z } from 'zod';
import { ConversationId } from '../../ids.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { ConversationSummary, FoundMessage, ListQuery } from '../conversation-store.ts';
import type { SearchWord } from '../search/words.ts';
import { foundFrom, summaryFrom } from './rows.ts';
import { isIndexed } from './search-conditions.ts';
import { findByRareWords, lookThroughNewest, newestSaying } from './search-statements.ts';
import * as statements from './statements.ts';

/** How many of the newest conversations are looked through first, and at the most. */
const firstLook = 300;
const longestLook = 2_400;

/** As far as is looked for signs that no index holds. */
const lookForSigns = 800;

/** What was found among the first may be luck: so many more are looked through than it promises to need. */
const reserve = 1.25;

/** Said by fewer of the newest conversations than this share, a word is looked up in the index beside the rarest one. */
const rareShare = 0.05;

const Looked = z.object({
  looked: z.int(),
  said: z.array(z.int()),
  ids: z.array(ConversationId).nullable(),
});

interface Look {
  /** How many conversations were to be looked through, and how many there were. */
  readonly asked: number;
  readonly looked: number;
  /** How many of them say each word. */
  readonly said: readonly number[];
  /** The newest that say all words. */
  readonly ids: readonly ConversationId[];
}

/**
 * Finds words in what was said. No one plan is good for all words, and a database that is asked for the newest few of many
 * guesses badly: so some of the newest conversations are looked through first. That finds words that many say, and tells how
 * much further to look for those that some say, and which words few say: those are looked up in the indexes.
 */
export function createPostgresSearch(database: Database) {
  return { find, foundIn };

  /** The newest conversations that say all of the words, at most `limit`. */
  async function find(
    query: ListQuery,
    words: readonly SearchWord[],
    limit: number,
  ): Promise<readonly ConversationSummary[]> {
    const first = await look(query, words, limit, firstLook);
    const further = isAll(first) ? undefined : lookFurther(first);
    const last = further === undefined ? first : await look(query, words, limit, further);
    if (isAll(last) || !words.some(isIndexed)) return summaries(last.ids);
    const { text, values } = findByRareWords(query, byRarity(words, last), limit);
    return (await database.run({ name: '', text }, values)).map(summaryFrom);

    /** The page is full, or there are no more conversations. */
    function isAll({ ids, looked, asked }: Look): boolean {
      return ids.length >= limit || looked < asked;
    }

    /** How many to look through for a full page; nothing when the index is the shorter way. */
    function lookFurther({ ids }: Look): number | undefined {
      if (!words.some(isIndexed)) return lookForSigns;
      const needed = Math.ceil((reserve * firstLook * limit) / ids.length);
      return needed <= longestLook ? needed : undefined;
    }
  }

  async function look(
    query: ListQuery,
    words: readonly SearchWord[],
    limit: number,
    asked: number,
  ): Promise<Look> {
    const { text, values } = lookThroughNewest(query, words, { asked, limit });
    const [row] = await database.run({ name: '', text }, values);
    const { looked, said, ids } = Looked.parse(row);
    return { asked, looked, said, ids: ids ?? [] };
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

/** Which words lead to conversations by index: the rarest one always, others when that costs less than asking each. */
function byRarity(words: readonly SearchWord[], { said, looked }: Look) {
  const shareOf = (word: SearchWord) => (said[words.indexOf(word)] ?? 0) / looked;
  const rarestFirst = words.toSorted((a, b) => shareOf(a) - shareOf(b));
  const rarest = rarestFirst.find(isIndexed);
  const isRare = (word: SearchWord) => word === rarest || (isIndexed(word) && shareOf(word) < rareShare);
  return { rare: rarestFirst.filter(isRare), common: rarestFirst.filter(word => !isRare(word)) };
}
