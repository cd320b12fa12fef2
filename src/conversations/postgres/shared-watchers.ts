import { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Message } from '../message.ts';
import { createWatchers } from '../watchers.ts';

interface SharedWatchersOptions {
  readonly log: Log;
  /** A conversation that is not there is left out. */
  readonly lastSequences: (ids: readonly ConversationId[]) => Promise<ReadonlyMap<ConversationId, number>>;
  readonly messages: (id: ConversationId, after: number) => Promise<readonly Message[]>;
}

/**
 * Watchers in this process hear what any process commits, each message once and in order. Every conversation that
 * somebody here looks at has a mark: the last message told. News of a conversation is only a reason to look beyond its
 * mark, so that late, doubled or lost news does no harm.
 */
export function createSharedWatchers({ log, lastSequences, messages }: SharedWatchersOptions) {
  const local = createWatchers(log);
  const marks = new Map<ConversationId, { watchers: number; told: number }>();

  return { add, committed, heard, missed };

  function add(id: ConversationId, listener: (messages: readonly Message[]) => void): () => void {
    const mark = marks.get(id) ?? { watchers: 0, told: 0 };
    mark.watchers += 1;
    marks.set(id, mark);
    const stop = local.add(id, listener);
    let stopped = false;
    return () => {
      stop();
      if (stopped) return;
      stopped = true;
      mark.watchers -= 1;
      if (mark.watchers === 0) marks.delete(id);
    };
  }

  /** What this process itself has committed needs no look, unless another process has said something before it. */
  function committed(id: ConversationId, said: readonly Message[]): void {
    const mark = marks.get(id);
    const [first] = said;
    if (!mark || !first) return;
    if (first.sequence === mark.told + 1) tell(id, said);
    else void look([id]);
  }

  function heard(told: readonly string[]): void {
    const ids = told.flatMap(text => ConversationId.safeParse(text).data ?? []);
    void look(ids.filter(id => marks.has(id)));
  }

  function missed(): void {
    void look([...marks.keys()]);
  }

  /** One question for all of them: after the database was away every open chat is looked at. */
  async function look(ids: readonly ConversationId[]): Promise<void> {
    if (ids.length === 0) return;
    try {
      const sequences = await lastSequences(ids);
      for (const id of ids) await catchUp(id, sequences.get(id) ?? 0);
    } catch (error) {
      log.warn('news of conversations could not be read', { count: ids.length, error });
    }
  }

  async function catchUp(id: ConversationId, last: number): Promise<void> {
    const mark = marks.get(id);
    // It was erased and has begun again at 1.
    if (mark && last < mark.told) mark.told = 0;
    if (mark && last > mark.told) tell(id, await messages(id, mark.told));
  }

  function tell(id: ConversationId, said: readonly Message[]): void {
    const mark = marks.get(id);
    const fresh = said.filter(({ sequence }) => sequence > (mark?.told ?? 0));
    const last = fresh.at(-1);
    if (!mark || !last) return;
    mark.told = last.sequence;
    local.tell(id, fresh);
  }
}
