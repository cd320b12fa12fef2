import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import type { DurableJournal } from '../../storage/durable-journal.ts';
import { groupCommit } from '../../storage/group-commit.ts';
import type { Clock } from '../../time-and-chance.ts';

/** A resume secret as it is remembered: as a keyed hash, so that a stolen file opens no chat. */
export const IssuedSecret = z.object({
  hash: z.string(),
  user: UserId,
  conversation: ConversationId,
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  /** Traded for a newer one: only still good for tabs that were loading at that moment. */
  superseded: z.boolean(),
});
export type IssuedSecret = z.infer<typeof IssuedSecret>;

/** Later lines about one secret win. */
export type ResumeJournal = DurableJournal<IssuedSecret>;

export interface IssuedSecrets {
  /** `undefined` also for one that has run out. */
  find(hash: string): IssuedSecret | undefined;
  ofUser(user: UserId): readonly IssuedSecret[];
  /** Those that are still good. */
  all(): readonly IssuedSecret[];
  set(secret: IssuedSecret): void;
  /** With everything that was written about them. */
  removeUser(user: UserId): void;
  /** Durable when it resolves; what could not be written is written with the next changes. */
  save(): Promise<void>;
}

/** Those that have run out are looked for this often. */
const sweepEvery = 60 * 60 * 1_000;

/** Lines of the past that are not worth writing the journal anew. */
const fewPastLines = 1_000;

/** In memory, with every change at the end of a journal, which is written anew when most of it is of the past. */
export async function readIssuedSecrets(journal: ResumeJournal, clock: Clock): Promise<IssuedSecrets> {
  const secrets = new Map<string, IssuedSecret>();
  const byUser = new Map<UserId, Set<string>>();
  let unwritten: IssuedSecret[] = [];
  let lines = 0;
  let anew = false;
  let sweptAt = Number.NEGATIVE_INFINITY;
  for (const secret of await journal.read()) {
    put(secret);
    lines += 1;
  }

  return {
    find(hash) {
      const found = secrets.get(hash);
      return found && found.expiresAt > clock.now() ? found : undefined;
    },
    ofUser,
    all: () => [...secrets.values()].filter(({ expiresAt }) => expiresAt > clock.now()),
    set(secret) {
      sweep();
      put(secret);
      unwritten.push(secret);
    },
    removeUser(user) {
      const gone = ofUser(user);
      for (const secret of gone) drop(secret);
      anew ||= gone.length > 0;
    },
    save: groupCommit(write),
  };

  async function write(): Promise<void> {
    const news = unwritten;
    const all = anew || lines + news.length > fewPastLines + 2 * secrets.size;
    if (!all && news.length === 0) return;
    unwritten = [];
    anew = false;
    try {
      if (all) await journal.replace([...secrets.values()]);
      else await journal.append(news);
      lines = all ? secrets.size : lines + news.length;
    } catch (error) {
      anew = true;
      throw error;
    }
  }

  function ofUser(user: UserId): IssuedSecret[] {
    return [...(byUser.get(user) ?? [])].flatMap(hash => secrets.get(hash) ?? []);
  }

  function put(secret: IssuedSecret): void {
    secrets.set(secret.hash, secret);
    byUser.set(secret.user, (byUser.get(secret.user) ?? new Set()).add(secret.hash));
  }

  function drop({ hash, user }: IssuedSecret): void {
    secrets.delete(hash);
    const others = byUser.get(user);
    others?.delete(hash);
    if (others?.size === 0) byUser.delete(user);
  }

  function sweep(): void {
    const now = clock.now();
    if (now - sweptAt < sweepEvery) return;
    sweptAt = now;
    for (const secret of [...secrets.values()]) {
      if (secret.expiresAt > now) continue;
      drop(secret);
      anew = true;
    }
  }
}
