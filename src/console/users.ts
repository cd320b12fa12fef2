import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { z } from 'zod';
import { durableJsonFile } from '../storage/durable-json-file.ts';
import { errorCode } from '../storage/error-code.ts';
import { type Clock, type Random, secureRandom } from '../time-and-chance.ts';
import { DisplayName, nameFromEmail } from './display-name.ts';
import { withFileLock } from './file-lock.ts';
import { createPasswords, longestPassword, type Passwords, shortestPassword } from './passwords.ts';
import { type Role, roles } from './roles.ts';

/** Who may log in to the console. */
export interface ConsoleUsers {
  /** Also those who are disabled; absent is a value. */
  find(id: ConsoleUserId): Promise<ConsoleUser | undefined>;
  /** The user who has this e-mail address and password and is not disabled. As slow for an unknown address as for a known one. */
  authenticate(email: string, password: string): Promise<ConsoleUser | undefined>;
  add(user: NewConsoleUser): Promise<AddedUser>;
}

export const ConsoleUserId = z.string().min(1).max(64).brand<'ConsoleUserId'>();
export type ConsoleUserId = z.infer<typeof ConsoleUserId>;

const ConsoleUser = z.strictObject({
  id: ConsoleUserId,
  email: z.string(),
  /** What visitors see when this person takes their chat. */
  name: z.string(),
  role: z.enum(roles),
  passwordHash: z.string(),
  disabled: z.boolean(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});
export type ConsoleUser = Readonly<z.infer<typeof ConsoleUser>>;

export interface NewConsoleUser {
  readonly email: string;
  /** Made of the e-mail address when it is left out. */
  readonly name?: string | undefined;
  readonly role: Role;
  readonly password: string;
}

export type AddedUser =
  | { readonly kind: 'added'; readonly user: ConsoleUser }
  | { readonly kind: 'emailTaken' }
  | { readonly kind: 'emailUnreadable' }
  | { readonly kind: 'nameUnreadable' }
  | { readonly kind: 'passwordTooShort'; readonly atLeast: number }
  | { readonly kind: 'passwordTooLong'; readonly atMost: number };

/** Users from before people had names get one of their e-mail address. */
const KeptUser = z.preprocess(withName, ConsoleUser);

const Document = z.object({ schema: z.literal(1), users: z.array(KeptUser).readonly() });
type Document = z.infer<typeof Document>;

export interface ConsoleUsersOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random?: Random;
  readonly passwords?: Passwords;
}

/**
 * `console/users.json` below the data folder. It is read again whenever it changed, so that somebody who was added on the
 * command line can log in to a server that is running. Throws `Failure('document-damaged')` rather than lock everybody out
 * with an empty list.
 */
export function openConsoleUsers({
  dataDir,
  clock,
  random = secureRandom,
  passwords = createPasswords(random),
}: ConsoleUsersOptions): ConsoleUsers {
  const file = join(dataDir, 'console', 'users.json');
  const db = new Low<Document | null>(
    durableJsonFile(file, value => Document.parse(value)),
    null,
  );
  let readAt = '';
  return { find, authenticate, add };

  async function find(id: ConsoleUserId) {
    return (await all()).find(user => user.id === id);
  }

  async function authenticate(email: string, password: string) {
    const user = (await all()).find(other => other.email === foldEmail(email));
    const matches = await passwords.matches(password, user?.passwordHash);
    return matches && user?.disabled === false ? user : undefined;
  }

  async function add({ email: given, name: wanted, role, password }: NewConsoleUser): Promise<AddedUser> {
    const email = foldEmail(given);
    if (!z.email().max(254).safeParse(email).success) return { kind: 'emailUnreadable' };
    const name = wanted?.trim() ?? nameFromEmail(email);
    if (!DisplayName.safeParse(name).success) return { kind: 'nameUnreadable' };
    if ([...password].length < shortestPassword)
      return { kind: 'passwordTooShort', atLeast: shortestPassword };
    if (password.length > longestPassword) return { kind: 'passwordTooLong', atMost: longestPassword };
    const user: ConsoleUser = {
      id: ConsoleUserId.parse(Buffer.from(random.bytes(12)).toString('base64url')),
      email,
      name,
      role,
      passwordHash: await passwords.hash(password),
      disabled: false,
      createdAt: new Date(clock.now()).toISOString(),
    };
    return withFileLock(file, clock, async () => {
      const users = await all();
      if (users.some(other => other.email === email)) return { kind: 'emailTaken' };
      db.data = { schema: 1, users: [...users, user] };
      await db.write();
      return { kind: 'added', user };
    });
  }

  async function all(): Promise<readonly ConsoleUser[]> {
    const now = await fingerprint(file);
    if (now !== readAt) {
      await db.read();
      // Asked before the read: what is written in between is read the next time.
      readAt = now;
    }
    return db.data?.users ?? [];
  }
}

function withName(kept: unknown): unknown {
  const { email, name } = Object(kept);
  return typeof email === 'string' && name === undefined
    ? { ...Object(kept), name: nameFromEmail(email) }
    : kept;
}

/** Each write makes a new file, so its number changes even when time and size do not. */
async function fingerprint(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
}

/** Upper case and spaces around make no other address. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
