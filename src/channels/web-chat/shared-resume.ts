import { Failure } from '../../failure.ts';
import { ConversationId, UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import { type Clock, newSecret, type Random } from '../../time-and-chance.ts';
import { grace, hashOf, lifetime, type Redeemed, type Resume, type Visitor } from './resume.ts';

interface Options {
  readonly database: Database;
  /** The same in all processes. */
  readonly key: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

interface VisitorRow {
  readonly user_id: string;
  readonly conversation_id: string;
}

/** Resume secrets that every process knows: a visitor may come back to any of them. */
export function createSharedResume({ database, key, clock, random, log }: Options): Resume {
  return {
    async issue({ user, conversation }) {
      const secret = newSecret(random);
      const values = [hashOf(secret, key), user, conversation, new Date(clock.now() + lifetime)];
      await database.run(issue, values).catch(onlyUnwritable);
      return secret;
    },
    redeem,
    async revoke(secret) {
      await database.run(revoke, [hashOf(secret, key)]);
    },
    async revokeUser(user) {
      await database.run(revokeUser, [user]);
    },
  };

  async function redeem(secret: string): Promise<Redeemed> {
    const next = newSecret(random);
    const [hash, now] = [hashOf(secret, key), clock.now()];
    const values = [hash, new Date(now), new Date(now + grace), hashOf(next, key), new Date(now + lifetime)];
    try {
      return known((await database.run<VisitorRow>(redeemForAnother, values))[0], next);
    } catch (error) {
      onlyUnwritable(error);
      return known((await database.run<VisitorRow>(find, [hash, new Date(now)]))[0], secret);
    }
  }

  /** While nothing can be written people still get in, with the secret that they have, or one that lasts for this visit. */
  function onlyUnwritable(error: unknown): void {
    const unwritable = error instanceof Failure && unwritableCodes.has(error.code);
    if (!unwritable) throw error;
    log.error('resume secrets could not be written', { channel: 'web', error });
  }
}

const unwritableCodes: ReadonlySet<string> = new Set(['disk-full', 'database-read-only']);

function known(row: VisitorRow | undefined, secret: string): Redeemed {
  if (!row) return { kind: 'unknown' };
  const visitor: Visitor = {
    user: UserId.parse(row.user_id),
    conversation: ConversationId.parse(row.conversation_id),
  };
  return { kind: 'known', visitor, secret };
}

const issue: Statement = {
  name: 'issue-resume-secret',
  text: `
insert into resume_secret (hash, user_id, conversation_id, expires_at, superseded) values ($1, $2, $3, $4, false)`,
};

/** A second tab, which comes with a secret that is superseded, must not take away what the first one was just given. */
const redeemForAnother: Statement = {
  name: 'redeem-resume-secret',
  text: `
with found as (
  select user_id, conversation_id, superseded from resume_secret where hash = $1 and expires_at > $2
), old as (
  update resume_secret s set expires_at = least(s.expires_at, $3), superseded = true
  from found where s.user_id = found.user_id and not found.superseded
), new as (
  insert into resume_secret (hash, user_id, conversation_id, expires_at, superseded)
  select $4, user_id, conversation_id, $5, false from found
)
select user_id, conversation_id from found`,
};

const find: Statement = {
  name: 'find-resume-secret',
  text: 'select user_id, conversation_id from resume_secret where hash = $1 and expires_at > $2',
};

const revoke: Statement = {
  name: 'revoke-resume-secret',
  text: 'delete from resume_secret where user_id = (select user_id from resume_secret where hash = $1)',
};

const revokeUser: Statement = {
  name: 'revoke-resume-secrets-of-user',
  text: 'delete from resume_secret where user_id = $1',
};
