import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../failure.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { Database, Statement } from '../../storage/postgres/database.ts';
import { besideDatabaseTime } from '../../storage/postgres/time-budget.ts';
import type { Random } from '../../time-and-chance.ts';

/**
 * In seconds, by the database's clock: a little more than a turn takes. A process that was killed is taken over after so
 * long, and its user waits for it.
 */
const leaseLasts = 3;

/** In milliseconds. Much longer than a lease lasts: whoever waits gets it, even when the holder died. */
const longestWait = 12_000;
const firstPause = 10;
const longestPause = 250;

const take: Statement = {
  name: 'take-lease',
  text: `
insert into lease (conversation_id, owner, until) values ($1, $2, now() + make_interval(secs => ${leaseLasts}))
on conflict (conversation_id) do update set owner = excluded.owner, until = excluded.until where lease.until < now()
returning owner`,
};

const giveBack: Statement = {
  name: 'give-back-lease',
  text: 'delete from lease where conversation_id = $1 and owner = $2',
};

/**
 * One worker at a time for a conversation, whichever process it is in. A lease that ran out does no harm: the version
 * of the conversation refuses the commit of a worker that was overtaken. No connection is held while the work goes on.
 */
export function createLeases(database: Database, random: Random, log: Log) {
  const returning = new Set<Promise<void>>();

  return {
    async exclusively<T>(id: ConversationId, work: () => Promise<T>): Promise<T> {
      const owner = Buffer.from(random.bytes(12)).toString('base64url');
      await acquire(id, owner);
      try {
        return await work();
      } finally {
        release(id, owner);
      }
    },
    /** Resolves when all leases of this process are given back. */
    async idle(): Promise<void> {
      await Promise.all(returning);
    },
  };

  async function acquire(id: ConversationId, owner: string): Promise<void> {
    const givesUpAt = performance.now() + longestWait;
    for (let wait = firstPause; ; wait = Math.min(2 * wait, longestPause)) {
      if ((await database.run(take, [id, owner])).length > 0) return;
      if (performance.now() > givesUpAt) throw busy();
      // Spread out, so that those who wait for one conversation do not all ask at once.
      await pause(wait * (0.5 + (random.bytes(1)[0] ?? 0) / 255));
    }
  }

  /** Nobody waits for it but the next turn of the same conversation. */
  function release(id: ConversationId, owner: string): void {
    const done = besideDatabaseTime(() => database.run(giveBack, [id, owner]))
      .catch(error => log.warn('a lease runs out instead of being given back', { conversation: id, error }))
      .then(() => void returning.delete(done));
    returning.add(done);
  }
}

function busy(): Failure {
  return new Failure(
    'conversation-busy',
    'Another process has been working on this conversation for too long',
    'Look for a process that hangs; the message can be sent again.',
  );
}
