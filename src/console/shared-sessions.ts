import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Database, Statement } from '../storage/postgres/database.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import { type ConsoleSessions, hashOf, idleFor, lastsFor, newSecret, noteEvery } from './sessions.ts';
import { ConsoleUserId } from './users.ts';

interface Options {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Sessions that hold in every process. That one is used is noted once a minute, so it may end up to a minute before its
 * 30 minutes without a request are over, never after.
 */
export function createSharedSessions({ database, clock, random, log }: Options): ConsoleSessions {
  return {
    async start(user) {
      const secret = newSecret(random);
      await database.run(start, [hashOf(secret), user, new Date(clock.now())]);
      return secret;
    },
    async user(secret) {
      const [hash, now] = [hashOf(secret), clock.now()];
      const oldest = [new Date(now - idleFor), new Date(now - lastsFor)];
      const [session] = await database.run<SessionRow>(find, [hash, ...oldest]);
      if (!session) return undefined;
      if (now - session.seen_at.getTime() >= noteEvery) await note(hash, now);
      return ConsoleUserId.parse(session.user_id);
    },
    async end(secret) {
      await database.run(end, [hashOf(secret)]);
    },
  };

  /** A database that takes no writes must not keep the team from reading. */
  async function note(hash: string, now: number): Promise<void> {
    try {
      await database.run(noteUse, [hash, new Date(now)]);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      log.warn('use of a console session was not noted', { error });
    }
  }
}

interface SessionRow {
  readonly user_id: string;
  readonly seen_at: Date;
}

const start: Statement = {
  name: 'start-console-session',
  text: 'insert into console_session (hash, user_id, started_at, seen_at) values ($1, $2, $3, $3)',
};

const find: Statement = {
  name: 'find-console-session',
  text: 'select user_id, seen_at from console_session where hash = $1 and seen_at > $2 and started_at > $3',
};

const noteUse: Statement = {
  name: 'note-console-session',
  text: 'update console_session set seen_at = $2 where hash = $1',
};

const end: Statement = { name: 'end-console-session', text: 'delete from console_session where hash = $1' };
