import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Shelf } from '../../storage/shelf.ts';
import { type Clock, newSecret, type Random } from '../../time-and-chance.ts';
import { hashOf } from '../sessions.ts';
import { type ConsoleUser, ConsoleUserId, type ConsoleUsers } from '../users.ts';
import { type Scope, scopes } from './scopes.ts';

/** What is kept of a token: its bearer has the secret, we have its hash. */
export const ApiToken = z.strictObject({
  id: z.string(),
  name: z.string(),
  hash: z.string(),
  scopes: z.array(z.enum(scopes)).readonly(),
  createdBy: z.strictObject({ id: ConsoleUserId, name: z.string() }),
  /** ISO 8601, UTC, all. */
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().exactOptional(),
  revokedAt: z.string().exactOptional(),
});
export type ApiToken = Readonly<z.infer<typeof ApiToken>>;

export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

interface Options {
  readonly shelf: Shelf<ApiToken>;
  readonly users: Pick<ConsoleUsers, 'find'>;
  readonly clock: Clock;
  readonly random: Random;
}

export type ApiTokens = ReturnType<typeof createApiTokens>;

const day = 24 * 60 * 60_000;
const noteEvery = 60_000;
const pattern = /^jmo_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

/** Tokens of programs that fetch exports: for a time, for a purpose, revocable, and no longer than whoever made them works here. */
export function createApiTokens({ shelf, users, clock, random }: Options) {
  return { create, all, revoke, bearer };

  /** Answers the token itself, the only time. */
  async function create(user: ConsoleUser, { name, scopes, days }: NewApiToken) {
    const [id, secret] = [Buffer.from(random.bytes(8)).toString('hex'), newSecret(random)];
    const now = clock.now();
    const token: ApiToken = {
      id,
      name,
      hash: hashOf(secret),
      scopes,
      createdBy: { id: user.id, name: user.name },
      createdAt: new Date(now).toISOString(),
      expiresAt: new Date(now + days * day).toISOString(),
    };
    await shelf.change(id, () => token);
    return { token, text: `jmo_${id}_${secret}` };
  }

  /** The newest first. */
  async function all(): Promise<readonly ApiToken[]> {
    return (await shelf.all()).toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  /** `absent` also when it was revoked before. */
  async function revoke(id: string): Promise<'revoked' | 'absent'> {
    let result: 'revoked' | 'absent' = 'absent';
    await shelf.change(id, token => {
      result = token && token.revokedAt === undefined ? 'revoked' : 'absent';
      return token && token.revokedAt === undefined ? { ...token, revokedAt: now() } : token;
    });
    return result;
  }

  /** Whose `Authorization` header this is; notes the use. Wrong, over, revoked and out of scope are all absent. */
  async function bearer(header: string | undefined, scope: Scope): Promise<ApiToken | undefined> {
    const [, id, secret] = pattern.exec(header?.replace(/^Bearer +/i, '') ?? '') ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const token = await shelf.get(id);
    if (!token || !isSecretOf(token, secret) || !isGood(token, scope)) return undefined;
    const maker = await users.find(token.createdBy.id);
    if (!maker || maker.disabled || maker.role !== 'admin') return undefined;
    await note(token);
    return token;
  }

  function isGood({ scopes, expiresAt, revokedAt }: ApiToken, scope: Scope): boolean {
    return revokedAt === undefined && Date.parse(expiresAt) > clock.now() && scopes.includes(scope);
  }

  async function note({ id, lastUsedAt }: ApiToken): Promise<void> {
    if (lastUsedAt !== undefined && clock.now() - Date.parse(lastUsedAt) < noteEvery) return;
    await shelf.change(id, token => token && { ...token, lastUsedAt: now() });
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }
}

function isSecretOf({ hash }: ApiToken, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(hash));
}
