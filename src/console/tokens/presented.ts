import type { Scope } from './scopes.ts';

/** What the API says of tokens, in types only. Times ISO 8601, UTC. */
export interface PresentedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Name of who made it. */
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string | undefined;
  readonly revokedAt?: string | undefined;
}

export interface PresentedTokens {
  readonly tokens: readonly PresentedToken[];
}

/** `text` is the token itself, the only time that it is told. */
export interface PresentedNewToken {
  readonly text: string;
  readonly token: PresentedToken;
}
