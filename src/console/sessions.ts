import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import { type KeptSession, openSessionFile } from './session-file.ts';
import type { ConsoleUserId } from './users.ts';

/** Who is logged in. A session is known by a secret of 256 bits that only its browser has. */
export interface ConsoleSessions {
  /** A new session; answers its secret. */
  start(user: ConsoleUserId): Promise<string>;
  /** Whose session it is, and notes that it was used. Over, ended and never begun are all absent. */
  user(secret: string): Promise<ConsoleUserId | undefined>;
  end(secret: string): Promise<void>;
}

const minute = 60_000;
export const idleFor = 30 * minute;
export const lastsFor = 12 * 60 * minute;

/** Reading writes nothing more often than this; after a crash a session may seem idle for so much longer. */
export const noteEvery = minute;

export interface ConsoleSessionsOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Sessions end after 30 minutes without a request and 12 hours after log-in, and survive a restart. */
export async function openConsoleSessions({
  dataDir,
  clock,
  random,
  log,
}: ConsoleSessionsOptions): Promise<ConsoleSessions> {
  const file = openSessionFile({ dataDir, clock, log });
  const sessions = new Map((await file.read()).map(session => [session.hash, session]));
  const noted = new Map<string, number>();
  let lastWrite: Promise<unknown> = Promise.resolve();

  return {
    async start(user) {
      const secret = newSecret(random);
      const now = clock.now();
      const session = { hash: hashOf(secret), user, startedAt: now, seenAt: now };
      sessions.set(session.hash, session);
      await write();
      return secret;
    },

    async user(secret) {
      const session = sessions.get(hashOf(secret));
      if (!session || isOver(session)) return undefined;
      const seenAt = clock.now();
      sessions.set(session.hash, { ...session, seenAt });
      if (seenAt - (noted.get(session.hash) ?? session.startedAt) >= noteEvery) await note();
      return session.user;
    },

    async end(secret) {
      if (sessions.delete(hashOf(secret))) await write();
    },
  };

  function isOver({ startedAt, seenAt }: KeptSession): boolean {
    const now = clock.now();
    return now - seenAt >= idleFor || now - startedAt >= lastsFor;
  }

  /** A disk that is full must not keep the team from reading. */
  async function note(): Promise<void> {
    try {
      await write();
    } catch (error) {
      log.warn('use of a console session was not noted', { error });
    }
  }

  /** One after the other, for all write the same file. */
  function write(): Promise<void> {
    for (const session of [...sessions.values()].filter(isOver)) sessions.delete(session.hash);
    noted.clear();
    for (const { hash, seenAt } of sessions.values()) noted.set(hash, seenAt);
    const kept = [...sessions.values()];
    const written = lastWrite.then(() => file.write(kept));
    lastWrite = written.catch(() => {});
    return written;
  }
}

/** 256 bits of chance. */
export function newSecret(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/** The secret is chance, so a plain hash cannot be turned back. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
