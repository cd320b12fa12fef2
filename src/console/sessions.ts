import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import { type Clock, newSecret, type Random } from '../time-and-chance.ts';
import { type KeptSession, openSessionFile } from './session-file.ts';
import type { ConsoleUserId } from './users.ts';

/** Who is logged in. A session is known by a secret of 256 bits that only its browser has. */
export interface ConsoleSessions {
  /** A new session; answers its secret. `device` is what the browser calls itself. */
  start(user: ConsoleUserId, device?: string): Promise<string>;
  /** Notes that it was used, unless it is only looked at. Over, ended and never begun are all absent. */
  find(secret: string, looking?: 'look'): Promise<OpenSession | undefined>;
  end(secret: string): Promise<void>;
  /** The one used last comes first. */
  of(user: ConsoleUserId): Promise<readonly OpenSession[]>;
  /** Ends the session of this id if it is this user's; was there one? */
  endOf(user: ConsoleUserId, id: string): Promise<boolean>;
}

export interface OpenSession {
  /** Tells sessions apart; no secret can be made of it. */
  readonly id: string;
  readonly user: ConsoleUserId;
  /** Milliseconds since the epoch, both. */
  readonly startedAt: number;
  readonly seenAt: number;
  readonly device?: string | undefined;
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
    async start(user, device) {
      const secret = newSecret(random);
      const now = clock.now();
      const begun = { hash: hashOf(secret), user, startedAt: now, seenAt: now };
      const session = { ...begun, ...(device !== undefined && { device }) };
      sessions.set(session.hash, session);
      await write();
      return secret;
    },

    async find(secret, looking) {
      const session = sessions.get(hashOf(secret));
      if (!session || isOver(session)) return undefined;
      if (looking) return openSession(session);
      const used = { ...session, seenAt: clock.now() };
      sessions.set(session.hash, used);
      if (used.seenAt - (noted.get(session.hash) ?? session.startedAt) >= noteEvery) await note();
      return openSession(used);
    },

    async end(secret) {
      if (sessions.delete(hashOf(secret))) await write();
    },

    async of(user) {
      const theirs = [...sessions.values()].filter(session => session.user === user && !isOver(session));
      return theirs.map(openSession).sort((one, other) => other.seenAt - one.seenAt);
    },

    async endOf(user, id) {
      const session = sessions.get(id);
      if (session?.user !== user || isOver(session)) return false;
      sessions.delete(id);
      await write();
      return true;
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

function openSession({ hash, user, startedAt, seenAt, device }: KeptSession): OpenSession {
  return { id: hash, user, startedAt, seenAt, device };
}

/** The secret is chance, so a plain hash cannot be turned back. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
