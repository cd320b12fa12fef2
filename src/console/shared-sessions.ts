import { Failure } from '../failure.ts';
import type { Log } from '../log.ts';
import type { Database, Statement } from '../storage/postgres/database.ts';
import { type Clock, newSecret, type Random } from '../time-and-chance.ts';
import { type ConsoleSessions, hashOf, idleFor, lastsFor, noteEvery, type OpenSession } from './sessions.ts';
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
    async start(user, device) {
      const secret = newSecret(random);
      await database.run(start, [hashOf(secret), user, new Date(clock.now()), device ?? null]);
      return secret;
    },
    async find(secret, looking) {
      const [hash, now] = [hashOf(secret), clock.now()];
      const [row] = await database.run<SessionRow>(find, [hash, ...oldest(now)]);
      if (!row) return undefined;
      const session = sessionFrom(row);
      if (!looking && now - session.seenAt >= noteEvery) await note(hash, now);
      return session;
    },
    async end(secret) {
      await database.run(end, [hashOf(secret)]);
    },
    async of(user) {
      return (await database.run<SessionRow>(findOfUser, [user, ...oldest(clock.now())])).map(sessionFrom);
    },
    async endOf(user, id) {
      return (await database.run(endOfUser, [id, user])).length > 0;
    },
  };

  function oldest(now: number): readonly Date[] {
    return [new Date(now - idleFor), new Date(now - lastsFor)];
  }

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
  readonly hash: string;
  readonly user_id: string;
  readonly started_at: Date;
  readonly seen_at: Date;
  readonly device: string | null;
}

function sessionFrom({ hash, user_id, started_at, seen_at, device }: SessionRow): OpenSession {
  return {
    id: hash,
    user: ConsoleUserId.parse(user_id),
    startedAt: started_at.getTime(),
    seenAt: seen_at.getTime(),
    device: device ?? undefined,
  };
}

const columns = 'hash, user_id, started_at, seen_at, device';

const start: Statement = {
  name: 'start-console-session',
  text: `insert into console_session (${columns}) values ($1, $2, $3, $3, $4)`,
};

const find: Statement = {
  name: 'find-console-session',
  text: `select ${columns} from console_session where hash = $1 and seen_at > $2 and started_at > $3`,
};

const findOfUser: Statement = {
  name: 'find-console-sessions',
  text: `
select ${columns} from console_session
where user_id = $1 and seen_at > $2 and started_at > $3 order by seen_at desc`,
};

const endOfUser: Statement = {
  name: 'end-console-session-of-user',
  text: 'delete from console_session where hash = $1 and user_id = $2 returning hash',
};

const noteUse: Statement = {
  name: 'note-console-session',
  text: 'update console_session set seen_at = $2 where hash = $1',
};

const end: Statement = { name: 'end-console-session', text: 'delete from console_session where hash = $1' };
