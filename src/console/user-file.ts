import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { durableJsonFile } from '../storage/durable-json-file.ts';
import { withFileLock } from '../storage/file-lock.ts';
import { fingerprint } from '../storage/fingerprint.ts';
import { type Clock, type Random, secureRandom } from '../time-and-chance.ts';
import { nameFromEmail } from './display-name.ts';
import type { Passwords } from './passwords.ts';
import { ConsoleUser, type ConsoleUsers, createConsoleUsers, type KeptUsers } from './users.ts';

/** Users from before people had names get one of their e-mail address. */
const KeptUser = z.preprocess(withName, ConsoleUser);

const Document = z.object({ schema: z.literal(1), users: z.array(KeptUser).readonly() });
type Document = z.infer<typeof Document>;

interface Options {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random?: Random;
  readonly passwords?: Passwords;
}

/** Console users in `console/users.json` below the data folder. */
export function openConsoleUsers({
  dataDir,
  clock,
  random = secureRandom,
  passwords,
}: Options): ConsoleUsers {
  return createConsoleUsers(openUserFile(dataDir, clock), { clock, random, passwords });
}

/**
 * The file is read again whenever it changed, so that somebody who was added on the command line can log in to a server
 * that is running. Throws `Failure('document-damaged')` rather than lock everybody out with an empty list.
 */
export function openUserFile(dataDir: string, clock: Clock): KeptUsers {
  const file = join(dataDir, 'console', 'users.json');
  const db = new Low<Document | null>(
    durableJsonFile(file, value => Document.parse(value)),
    null,
  );
  let readAt = '';
  return {
    all,
    async find(id) {
      return (await all()).find(user => user.id === id);
    },
    async findByEmail(email) {
      return (await all()).find(user => user.email === email);
    },
    insert(user) {
      return withFileLock(file, clock, async () => {
        const users = await all();
        if (users.some(other => other.email === user.email)) return 'emailTaken';
        await write([...users, user]);
        return 'inserted';
      });
    },
    change(id, next) {
      return withFileLock(file, clock, async () => {
        const users = await all();
        const before = users.find(user => user.id === id);
        const after = before && next(before);
        if (after === undefined || after === before) return before;
        await write(users.map(user => (user === before ? after : user)));
        return after;
      });
    },
  };

  async function all(): Promise<readonly ConsoleUser[]> {
    const now = await fingerprint(file);
    if (now !== readAt) {
      await db.read();
      // Asked before the read: what is written in between is read the next time.
      readAt = now;
    }
    return db.data?.users ?? [];
  }

  async function write(users: readonly ConsoleUser[]): Promise<void> {
    db.data = { schema: 1, users };
    // Should the disk refuse it, what is there counts.
    readAt = '';
    await db.write();
  }
}

function withName(kept: unknown): unknown {
  const { email, name } = Object(kept);
  return typeof email === 'string' && name === undefined
    ? { ...Object(kept), name: nameFromEmail(email) }
    : kept;
}
