import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ConversationId, UserId } from '../../ids.ts';
import { createRecent } from '../../recent.ts';
import type { Clock } from '../../time-and-chance.ts';

/** What a token allows: to speak as one visitor in one conversation. */
export interface Grant {
  readonly conversation: ConversationId;
  readonly user: UserId;
  /** Sites whose pages may use the token; empty when a server asked for it without naming any. */
  readonly origins: readonly string[];
  /** In seconds since the epoch: when the first token of this visit was issued. Absent: this is the first. */
  readonly since?: number | undefined;
}

export type TokenCheck =
  | { readonly kind: 'valid'; readonly grant: Grant }
  | { readonly kind: 'expired' }
  | { readonly kind: 'invalid' };

export interface Tokens {
  issue(grant: Grant): Promise<string>;
  verify(token: string): Promise<TokenCheck>;
}

/** In seconds; the official client refreshes after half of it. */
export const tokenLifetime = 1_800;

/**
 * In seconds. A token can be refreshed for so long, which is how long a way back lasts: whoever has got hold of one does not
 * read the chat for ever.
 */
const longestVisit = 30 * 24 * 60 * 60;

/** Checking one takes a trip to another thread, and every message brings one. About a kilobyte each. */
const tokensRemembered = 2_000;

interface ValidUntil {
  readonly grant: Grant;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const algorithm = 'HS256';
const audience = 'web-chat';
const Claims = z.object({
  conversation: ConversationId,
  user: UserId,
  origins: z.array(z.string()),
  since: z.int().optional(),
});

/**
 * Signed tokens (JWT, HS256): nothing is stored, so they survive a restart with the same `key`. The claim `user` is the
 * name the official client looks for; with it, it never makes up a user id of its own.
 */
export function createTokens({ key, clock }: { key: string; clock: Clock }): Tokens {
  const secret = new TextEncoder().encode(key);
  const verified = createRecent<string, ValidUntil>(tokensRemembered);
  return { issue, verify };

  function issue({ conversation, user, origins, since = nowInSeconds() }: Grant): Promise<string> {
    const now = nowInSeconds();
    return new SignJWT({ conversation, user, origins, since })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setAudience(audience)
      .setIssuedAt(now)
      .setExpirationTime(Math.min(now + tokenLifetime, since + longestVisit))
      .sign(secret);
  }

  function nowInSeconds(): number {
    return Math.floor(clock.now() / 1_000);
  }

  async function verify(token: string): Promise<TokenCheck> {
    const known = verified.get(token);
    // A signature stays what it is; only time can make a token invalid.
    if (known && known.expiresAt > clock.now()) return { kind: 'valid', grant: known.grant };
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: [algorithm],
        audience,
        requiredClaims: ['exp'],
        currentDate: new Date(clock.now()),
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) return { kind: 'invalid' };
      verified.set(token, { grant: claims.data, expiresAt: (payload.exp ?? 0) * 1_000 });
      return { kind: 'valid', grant: claims.data };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { kind: 'expired' };
      if (error instanceof errors.JOSEError) return { kind: 'invalid' };
      throw error;
    }
  }
}
