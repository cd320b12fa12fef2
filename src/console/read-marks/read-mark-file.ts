import { join } from 'node:path';
import { z } from 'zod';
import { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { openDurableJournal } from '../../storage/durable-journal.ts';
import type { Clock } from '../../time-and-chance.ts';
import { ConsoleUserId } from '../users.ts';
import { newsFor, type ReadMarks } from './read-marks.ts';

export const ReadMark = z.strictObject({
  user: ConsoleUserId,
  conversation: ConversationId,
  messages: z.int().nonnegative(),
  /** Milliseconds since the epoch: when it was read. */
  at: z.number(),
});
export type ReadMark = Readonly<z.infer<typeof ReadMark>>;

interface Options {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** So many lines that are no longer of use may lie in the file before it is written anew. */
const mostStale = 2_000;

/** `console/read-marks.jsonl` below the data folder, a short line a mark; without it all seems unread, nothing more. */
export function openReadMarkFile(options: Options): ReadMarks & { all(): Promise<readonly ReadMark[]> } {
  const { clock } = options;
  const journal = openReadMarkJournal(options);
  let lines = 0;
  const loaded = journal.read().then(read => {
    lines = read.length;
    return new Map(read.map(one => [keyOf(one), one]));
  });
  // Whoever asks for them hears of it.
  loaded.catch(() => {});
  let lastWrite: Promise<unknown> = Promise.resolve();

  return {
    async of(user, conversations) {
      const marks = await loaded;
      const found = conversations.flatMap(conversation => marks.get(keyOf({ user, conversation })) ?? []);
      return new Map(found.map(({ conversation, messages }) => [conversation, messages]));
    },
    async mark(user, conversation, messages) {
      const marks = await loaded;
      const mark = { user, conversation, messages, at: clock.now() };
      if (marks.get(keyOf(mark))?.messages === messages) return;
      marks.set(keyOf(mark), mark);
      await inTurn(() => write(marks, mark));
    },
    async all() {
      return [...(await loaded).values()];
    },
  };

  async function write(marks: Map<string, ReadMark>, mark: ReadMark): Promise<void> {
    if (lines - marks.size < mostStale) {
      await journal.append([mark]);
      lines += 1;
      return;
    }
    for (const [key, { at }] of marks) if (clock.now() - at > newsFor) marks.delete(key);
    await journal.replace([...marks.values()]);
    lines = marks.size;
  }

  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = lastWrite.then(work);
    lastWrite = done.catch(() => {});
    return done;
  }
}

function openReadMarkJournal({ dataDir, clock, log }: Options) {
  return openDurableJournal({
    file: join(dataDir, 'console', 'read-marks.jsonl'),
    entry: ReadMark,
    clock,
    log,
  });
}

function keyOf({ user, conversation }: Pick<ReadMark, 'user' | 'conversation'>): string {
  return `${user} ${conversation}`;
}
