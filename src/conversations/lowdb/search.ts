import { setImmediate as breathe } from 'node:timers/promises';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { FoundMessage, Indexing } from '../conversation-store.ts';
import type { Message } from '../message.ts';
import { saysAny } from '../search/excerpt.ts';
import type { SearchWord } from '../search/words.ts';
import { createSearchIndex } from './search-index.ts';

interface SearchOptions {
  /** Runs with what the conversation has said, while nobody else changes it; not at all when it is gone or damaged. */
  readonly withMessages: (id: ConversationId, use: (messages: readonly Message[]) => void) => Promise<void>;
  /** The newest messages first, in pieces, so that old ones are only read when they are needed. */
  readonly newestFirst: (id: ConversationId) => AsyncIterable<readonly Message[]>;
  readonly clock: Clock;
  readonly log: Log;
}

/** In milliseconds. A start has better things to do. */
const soon = 500;
/** In milliseconds. A sweep goes through everything that was ever said: all that are removed meanwhile share it. */
const sweepAfter = 1_000;

/** Finds words in all conversations. What was said before this start is read in beside everything else. */
export function createSearch({ withMessages, newestFirst, clock, log }: SearchOptions) {
  const index = createSearchIndex();
  let [indexed, of] = [0, 0];
  let stopped = false;
  let filling = Promise.resolve();
  let stopWaiting = () => {};
  let stopSweeping: (() => void) | undefined;

  return {
    add: index.add,
    remove: index.remove,
    /** The words of what was removed go soon; it is not found from its removal on. */
    sweep(): void {
      stopSweeping ??= clock.after(sweepAfter, () => {
        stopSweeping = undefined;
        index.sweep();
      });
    },
    find: index.find,

    /** Reads these into the index soon, one after the other. */
    fill(ids: readonly ConversationId[]): void {
      of = ids.length;
      if (of > 0) stopWaiting = clock.after(soon, () => (filling = readAll(ids)));
    },

    /** `undefined` when everything is in the index. */
    indexing(): Indexing | undefined {
      return indexed < of ? { indexed, of } : undefined;
    },

    /** Of each conversation the newest message that says one of the words. */
    async foundIn(
      ids: readonly ConversationId[],
      words: readonly SearchWord[],
    ): Promise<readonly FoundMessage[]> {
      const found = await Promise.all(ids.map(id => newestSaying(id, words)));
      return found.flatMap(one => one ?? []);
    },

    async stop(): Promise<void> {
      stopped = true;
      stopWaiting();
      stopSweeping?.();
      await filling;
    },
  };

  async function readAll(ids: readonly ConversationId[]): Promise<void> {
    for (const id of ids) {
      // Turns come first.
      await breathe();
      if (stopped) return;
      await withMessages(id, messages => index.add(id, messages)).catch(error =>
        log.error('a conversation could not be indexed', { conversation: id, error }),
      );
      indexed += 1;
    }
  }

  async function newestSaying(
    conversation: ConversationId,
    words: readonly SearchWord[],
  ): Promise<FoundMessage | undefined> {
    for await (const messages of newestFirst(conversation)) {
      const message = messages.findLast(({ text }) => saysAny(text, words));
      if (message) return { conversation, message };
    }
    return undefined;
  }
}
