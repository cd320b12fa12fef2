import { z } from 'zod';
import type { Clock, Random } from '../time-and-chance.ts';
import { DisplayName, nameFromEmail } from './display-name.ts';
import { createPasswords, longestPassword, type Passwords, shortestPassword } from './passwords.ts';
import { type Role, roles } from './roles.ts';
import { SecondFactor } from './second-factor/second-factor.ts';

/** Who may log in to the console. */
export interface ConsoleUsers {
  /** Also those who are disabled; absent is a value. */
  find(id: ConsoleUserId): Promise<ConsoleUser | undefined>;
  /** As slow for an unknown address as for a known one. Who is disabled is refused. */
  authenticate(email: string, password: string): Promise<Authenticated>;
  add(user: NewConsoleUser): Promise<AddedUser>;
  /** Everybody, by address of e-mail. */
  all(): Promise<readonly ConsoleUser[]>;
  /**
   * `next` makes of what is there what shall be; the same object changes nothing. It runs again when somebody else was
   * faster. Answers the user as they are afterwards, durably.
   */
  change(id: ConsoleUserId, next: (user: ConsoleUser) => ConsoleUser): Promise<ConsoleUser | undefined>;
  /** Ends every session of theirs. */
  setPassword(id: ConsoleUserId, password: string): Promise<SetPassword>;
}

export const ConsoleUserId = z.string().min(1).max(64).brand<'ConsoleUserId'>();
export type ConsoleUserId = z.infer<typeof ConsoleUserId>;

export const ConsoleUser = z.strictObject({
  id: ConsoleUserId,
  email: z.string(),
  /** What visitors see when this person takes their chat. */
  name: z.string(),
  role: z.enum(roles),
  passwordHash: z.string(),
  disabled: z.boolean(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** ISO 8601, UTC: sessions that began earlier are over (a new password, another second factor, disabled). */
  sessionsFrom: z.string().exactOptional(),
  factor: SecondFactor.exactOptional(),
  /** Sealed: the secret of a second factor that is not confirmed yet. */
  enrolling: z.string().exactOptional(),
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
  | UnfitPassword;

/** `refused` has the user whose address it was, for the record. */
export type Authenticated =
  | { readonly kind: 'right'; readonly user: ConsoleUser }
  | { readonly kind: 'refused'; readonly user: ConsoleUser | undefined };

export type SetPassword = { readonly kind: 'set' } | { readonly kind: 'absent' } | UnfitPassword;

type UnfitPassword =
  | { readonly kind: 'passwordTooShort'; readonly atLeast: number }
  | { readonly kind: 'passwordTooLong'; readonly atMost: number };

/** Where they are kept. */
export interface KeptUsers {
  find(id: ConsoleUserId): Promise<ConsoleUser | undefined>;
  findByEmail(email: string): Promise<ConsoleUser | undefined>;
  /** Durable when it resolves. */
  insert(user: ConsoleUser): Promise<'inserted' | 'emailTaken'>;
  all(): Promise<readonly ConsoleUser[]>;
  change: ConsoleUsers['change'];
}

export interface ConsoleUsersOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords?: Passwords | undefined;
}

/** The rules for users, wherever they are kept. */
export function createConsoleUsers(
  kept: KeptUsers,
  { clock, random, passwords = createPasswords(random) }: ConsoleUsersOptions,
): ConsoleUsers {
  return { find: kept.find, authenticate, add, all, change: kept.change, setPassword };

  async function authenticate(email: string, password: string): Promise<Authenticated> {
    const user = await kept.findByEmail(foldEmail(email));
    const matches = await passwords.matches(password, user?.passwordHash);
    return matches && user?.disabled === false ? { kind: 'right', user } : { kind: 'refused', user };
  }

  async function add({ email: given, name: wanted, role, password }: NewConsoleUser): Promise<AddedUser> {
    const email = foldEmail(given);
    if (!z.email().max(254).safeParse(email).success) return { kind: 'emailUnreadable' };
    const name = wanted?.trim() ?? nameFromEmail(email);
    if (!DisplayName.safeParse(name).success) return { kind: 'nameUnreadable' };
    const unfit = whyUnfit(password);
    if (unfit) return unfit;
    const user: ConsoleUser = {
      id: ConsoleUserId.parse(Buffer.from(random.bytes(12)).toString('base64url')),
      email,
      name,
      role,
      passwordHash: await passwords.hash(password),
      disabled: false,
      createdAt: new Date(clock.now()).toISOString(),
    };
    return (await kept.insert(user)) === 'inserted' ? { kind: 'added', user } : { kind: 'emailTaken' };
  }

  async function all(): Promise<readonly ConsoleUser[]> {
    return (await kept.all()).toSorted((one, other) => (one.email < other.email ? -1 : 1));
  }

  async function setPassword(id: ConsoleUserId, password: string): Promise<SetPassword> {
    const unfit = whyUnfit(password);
    if (unfit) return unfit;
    const passwordHash = await passwords.hash(password);
    const sessionsFrom = new Date(clock.now()).toISOString();
    const changed = await kept.change(id, user => ({ ...user, passwordHash, sessionsFrom }));
    return { kind: changed ? 'set' : 'absent' };
  }
}

function whyUnfit(password: string): UnfitPassword | undefined {
  if ([...password].length < shortestPassword) return { kind: 'passwordTooShort', atLeast: shortestPassword };
  return password.length > longestPassword ? { kind: 'passwordTooLong', atMost: longestPassword } : undefined;
}

/** Upper case and spaces around make no other address. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
