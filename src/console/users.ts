import { z } from 'zod';
import type { Clock, Random } from '../time-and-chance.ts';
import { DisplayName, nameFromEmail } from './display-name.ts';
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

/** Where they are kept. */
export interface KeptUsers {
  find(id: ConsoleUserId): Promise<ConsoleUser | undefined>;
  findByEmail(email: string): Promise<ConsoleUser | undefined>;
  /** Durable when it resolves. */
  insert(user: ConsoleUser): Promise<'inserted' | 'emailTaken'>;
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
  return { find: kept.find, authenticate, add };

  async function authenticate(email: string, password: string) {
    const user = await kept.findByEmail(foldEmail(email));
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
    return (await kept.insert(user)) === 'inserted' ? { kind: 'added', user } : { kind: 'emailTaken' };
  }
}

/** Upper case and spaces around make no other address. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase();
}
