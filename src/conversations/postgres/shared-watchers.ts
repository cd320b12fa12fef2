import { Failure } from '../../failure.ts';
import { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { besideDatabaseTime } from '../../storage/postgres/time-budget.ts';
import type { Clock } from '../../time-and-chance.ts';
import type { Message } from '../message.ts';
import { createWatchers } from '../watchers.ts';

interface SharedWatchersOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** A conversation that is not there is left out. */
  readonly lastSequences: (ids: readonly ConversationId[]) => Promise<ReadonlyMap<ConversationId, number>>;
  readonly messages: (id: ConversationId, after: number) => Promise<readonly Message[]>;
}

/** In milliseconds: a database that could not be asked is asked again. */
const lookAgainAfter = 500;
/**
 * In milliseconds: without any news everything that is watched is looked at so often. A process that is killed between its commit
 * and the news of it tells nobody.
 */
const lookAnywayEvery = 15_000;
/** So many are asked for in one question. */
const atOnce = 1_000;

/**
 * Watchers in this process hear what any process commits, each message once and in order. Every conversation that
 * somebody here looks at has a mark: the last message told. News of a conversation is only a reason to look beyond its
 * mark, so that late, doubled or lost news does no harm; a look that fails is taken again until it succeeds.
 */
export function createSharedWatchers({ clock, log, lastSequences, messages }: SharedWatchersOptions) {
  const local = createWatchers(log);
  const marks = new Map<ConversationId, { watchers: number; told: number }>();
  const unread = new Set<ConversationId>();
  let stopWaiting: (() => void) | undefined;
  let stopLooking: (() => void) | undefined;
  let closed = false;

  return { add, committed, heard, missed, close };

  function add(id: ConversationId, listener: (messages: readonly Message[]) => void): () => void {
    const mark = marks.get(id) ?? { watchers: 0, told: 0 };
    mark.watchers += 1;
    marks.set(id, mark);
    if (!closed) stopLooking ??= clock.after(lookAnywayEvery, lookAnyway);
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
    else look([id]);
  }

  function heard(told: readonly string[]): void {
    look(told.flatMap(text => ConversationId.safeParse(text).data ?? []));
  }

  function missed(): void {
    look([...marks.keys()]);
  }

  function lookAnyway(): void {
    stopLooking = marks.size > 0 && !closed ? clock.after(lookAnywayEvery, lookAnyway) : undefined;
    missed();
  }

  /** A look is nobody's turn: it must not fail because the turn that gave the reason has used up its time. */
  function look(ids: readonly ConversationId[]): void {
    const watched = ids.filter(id => marks.has(id));
    for (let from = 0; from < watched.length; from += atOnce)
      void besideDatabaseTime(() => catchUpAll(watched.slice(from, from + atOnce)));
  }

  /** One question for all of them: after the database was away every open chat is looked at. */
  async function catchUpAll(ids: readonly ConversationId[]): Promise<void> {
    const before = new Map(ids.map(id => [id, marks.get(id)?.told ?? 0]));
    try {
      const sequences = await lastSequences(ids);
      for (const id of ids) await catchUp(id, before.get(id) ?? 0, sequences.get(id) ?? 0);
    } catch (error) {
      log.warn('news of conversations could not be read', { count: ids.length, error });
      lookLater(ids);
    }
  }

  async function catchUp(id: ConversationId, before: number, last: number): Promise<void> {
    const mark = marks.get(id);
    // It was erased and has begun again at 1.
    if (mark && last < before) mark.told = 0;
    if (mark && last > mark.told) tell(id, await messages(id, mark.told).catch(nothingIfDamaged));
  }

  function lookLater(ids: readonly ConversationId[]): void {
    for (const id of ids) unread.add(id);
    if (closed) return;
    stopWaiting ??= clock.after(lookAgainAfter, () => {
      stopWaiting = undefined;
      const waiting = [...unread];
      unread.clear();
      look(waiting);
    });
  }

  function tell(id: ConversationId, said: readonly Message[]): void {
    const mark = marks.get(id);
    const fresh = said.filter(({ sequence }) => sequence > (mark?.told ?? 0));
    const last = fresh.at(-1);
    if (!mark || !last) return;
    mark.told = last.sequence;
    local.tell(id, fresh);
  }

  function close(): void {
    closed = true;
    stopWaiting?.();
    stopLooking?.();
  }
}

/** Reported already; looking again would change nothing, and the others of the same look have a right to theirs. */
function nothingIfDamaged(error: unknown): readonly Message[] {
  if (error instanceof Failure && error.code === 'document-damaged') return [];
  throw error;
}
