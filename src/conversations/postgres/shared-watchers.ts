import { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Message } from '../message.ts';
import { createWatchers } from '../watchers.ts';

interface SharedWatchersOptions {
  readonly log: Log;
  readonly lastSequence: (id: ConversationId) => Promise<number>;
  readonly messages: (id: ConversationId, after: number) => Promise<readonly Message[]>;
}

/**
 * Watchers in this process hear what any process commits, each message once and in order. Every conversation that
 * somebody here looks at has a mark: the last message told. News of a conversation is only a reason to look beyond its
 * mark, so that late, doubled or lost news does no harm.
 */
export function createSharedWatchers({ log, lastSequence, messages }: SharedWatchersOptions) {
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
    else void look(id);
  }

  function heard(ids: readonly string[]): void {
    for (const text of ids) {
      const id = ConversationId.safeParse(text).data;
      if (id && marks.has(id)) void look(id);
    }
  }

  function missed(): void {
    for (const id of marks.keys()) void look(id);
  }

  async function look(id: ConversationId): Promise<void> {
    try {
      const last = await lastSequence(id);
      const mark = marks.get(id);
      // It was erased and has begun again at 1.
      if (mark && last < mark.told) mark.told = 0;
      if (mark && last > mark.told) tell(id, await messages(id, mark.told));
    } catch (error) {
      log.warn('news of a conversation could not be read', { conversation: id, error });
    }
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
