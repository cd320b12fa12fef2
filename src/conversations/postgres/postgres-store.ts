import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Database } from '../../storage/postgres/database.ts';
import type { News } from '../../storage/postgres/news.ts';
import { withinDatabaseTime } from '../../storage/postgres/time-budget.ts';
import type { Clock, Random } from '../../time-and-chance.ts';
import type {
  ConversationPage,
  ConversationStore,
  ConversationSummary,
  DueTimer,
  ListQuery,
  TurnCommit,
} from '../conversation-store.ts';
import { hearingOf } from '../hearing.ts';
import { encodeCursor } from '../list-query.ts';
import { searchWords } from '../search/words.ts';
import { assertContinues, handledFor, lastUserText, topicsOf } from '../turn-facts.ts';
import { createLeases } from './leases.ts';
import { listStatement } from './list-statement.ts';
import { createPostgresSearch } from './postgres-search.ts';
import {
  asJson,
  asText,
  conversationFrom,
  messageFrom,
  messagesAsJson,
  summaryFrom,
  timerFrom,
  timersAsJson,
} from './rows.ts';
import { createSharedWatchers } from './shared-watchers.ts';
import * as statements from './statements.ts';
import { verifyMessages } from './verify-messages.ts';

export interface PostgresStoreOptions {
  /** Migrated; who opened it closes it. */
  readonly database: Database;
  /** Of the same database; who opened it closes it. */
  readonly news: News;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** A conversation store that several processes share. */
export interface PostgresStore extends ConversationStore {
  /** See `TimerClaims` of the wake-up calls. */
  claimTimers(now: number, until: number, limit: number): Promise<readonly DueTimer[]>;
  /** See `WaitingTimers` of the wake-up calls. */
  hastenWaiting(goingOn: string | undefined, now: number): Promise<number>;
}

/** The greatest sequence that the database can hold. */
const endOfAll = 2_147_483_647;
const usualLimit = 50;
const largestLimit = 200;
const erasedAtOnce = 200;

/**
 * In milliseconds, of one turn. Beside the account service's 2.2 seconds a user waits for nothing else, and hears of
 * trouble with either within 3 seconds.
 */
const turnMayWait = 2_000;

/** The store for more than one process: any number of them may share a database. */
export function createPostgresStore(options: PostgresStoreOptions): PostgresStore {
  const { clock, log, database } = options;
  const search = createPostgresSearch(database);
  const leases = createLeases(database, options.random, log);
  const watchers = createSharedWatchers({ clock, log, lastSequences, messages });
  const news = options.news.topic('conversation', watchers);

  return {
    async load(id) {
      const [row] = await database.run(statements.loadConversation, [id]);
      return row && readable(id, () => conversationFrom(row));
    },
    messages,
    async hasHandled(id, key) {
      const oldest = new Date(clock.now() - handledFor);
      const handled = (await database.run(statements.findHandledKey, [id, key, oldest])).length > 0;
      // Whoever asks again may have lost the process that should have told of it.
      if (handled) news.tell(id);
      return handled;
    },
    commit,
    watch: watchers.add,
    list,
    async eraseUser(user) {
      const [row] = await database.run<{ count: number }>(statements.eraseUser, [user]);
      return row?.count ?? 0;
    },
    async eraseConversation(id) {
      const [row] = await database.run<{ count: number }>(statements.eraseConversation, [id]);
      return row?.count === 1;
    },
    eraseIdleSince,
    exclusively: (id, work) => withinDatabaseTime(turnMayWait, () => leases.exclusively(id, work)),
    async claimTimers(now, until, limit) {
      const values = [new Date(now), new Date(until), limit];
      return (await database.run(statements.claimTimers, values)).map(timerFrom);
    },
    async hastenWaiting(goingOn, now) {
      return (await database.run(statements.hastenWaiting, [goingOn ?? null, new Date(now)])).length;
    },
    async timers() {
      return (await database.run(statements.allTimers, [])).map(timerFrom);
    },
    verify: () => verifyMessages(database),
    async close() {
      watchers.close();
      await leases.idle();
    },
  };

  async function lastSequences(ids: readonly ConversationId[]) {
    const rows = await database.run<LastSequenceRow>(statements.findLastSequences, [ids]);
    return new Map(rows.map(({ id, last_sequence }) => [id, last_sequence]));
  }

  async function messages(id: ConversationId, after = 0, before = endOfAll) {
    const rows = await database.run(statements.loadMessages, [id, after, before]);
    return readable(id, () => rows.map(messageFrom));
  }

  /** Rows that no version of ours has written are reported, and never taken for less than there was. */
  function readable<T>(id: ConversationId, read: () => T): T {
    try {
      return read();
    } catch (error) {
      log.error('a damaged conversation is refused', { conversation: id, code: 'document-damaged' });
      throw new Failure(
        'document-damaged',
        `Conversation ${id} is damaged in the database`,
        'Put its rows back from a backup, or erase its user.',
        error,
      );
    }
  }

  async function commit(turn: TurnCommit): Promise<void> {
    assertContinues(turn.messages, (turn.messages[0]?.sequence ?? 1) - 1);
    const committed = await database.run(statements.commitTurn, commitValues(turn));
    if (committed.length === 0) await explainRefusal(turn);
    watchers.committed(turn.conversation.id, turn.messages);
    if (turn.messages.length > 0) news.tell(turn.conversation.id);
  }

  /** Nothing was written: somebody else has committed meanwhile, or there is a gap before the messages. */
  async function explainRefusal({ conversation: { id }, baseVersion, messages }: TurnCommit): Promise<never> {
    const [row] = await database.run(statements.loadConversation, [id]);
    const { version, lastSequence } = row ? conversationFrom(row) : { version: 0, lastSequence: 0 };
    if (version === baseVersion) assertContinues(messages, lastSequence);
    throw new Failure(
      'stale-version',
      `The conversation is at version ${version}, the turn began at ${baseVersion}`,
      'Load the conversation again and repeat the turn.',
    );
  }

  async function eraseIdleSince(moment: number): Promise<number> {
    for (let erased = 0; ; ) {
      const values = [new Date(moment), erasedAtOnce];
      const [row] = await database.run<{ count: number }>(statements.eraseIdle, values);
      erased += row?.count ?? 0;
      if ((row?.count ?? 0) < erasedAtOnce) return erased;
    }
  }

  async function list(query: ListQuery): Promise<ConversationPage> {
    const limit = Math.min(Math.max(1, Math.floor(query.limit ?? usualLimit) || usualLimit), largestLimit);
    const words = searchWords(query.text);
    const rows =
      words.length > 0 ? await search.find(query, words, limit + 1) : await listed(query, limit + 1);
    const conversations = rows.slice(0, limit);
    const last = conversations.at(-1);
    return {
      conversations,
      ...(rows.length > limit && last && { next: encodeCursor(last) }),
      ...(words.length > 0 && { found: await search.foundIn(conversations, words) }),
    };
  }

  async function listed(query: ListQuery, limit: number): Promise<readonly ConversationSummary[]> {
    const { text, values } = listStatement(query, limit);
    return (await database.run({ name: '', text }, values)).map(summaryFrom);
  }
}

interface LastSequenceRow {
  readonly id: ConversationId;
  readonly last_sequence: number;
}

/** The values of `commit-turn`, in the order of its parameters. */
export function commitValues({ conversation, baseVersion, messages, handled, at }: TurnCommit): unknown[] {
  const { id, channel, user, startedAt, holder, outcome, state, timers, agent, notes, rating, desk } =
    conversation;
  const { replyAddress } = conversation;
  const text = lastUserText(messages);
  const first = messages[0]?.sequence;
  const hearing = hearingOf(messages);
  return [
    id,
    channel,
    user,
    startedAt,
    at,
    baseVersion,
    messages.length,
    holder,
    outcome,
    asJson(state),
    [...new Set(topicsOf(messages))],
    text === undefined ? null : asText(text),
    first === undefined ? null : first - 1,
    messagesAsJson(messages),
    handled,
    timers.map(timer => timer.id),
    timersAsJson(timers),
    agent ? asJson(agent) : null,
    asJson(notes),
    rating ? asJson(rating) : null,
    replyAddress ?? null,
    desk ? asJson(desk) : null,
    notes.causes,
    hearing.fallbacks,
    hearing.lowest ?? null,
  ];
}
