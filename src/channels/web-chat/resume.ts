import { createHmac } from 'node:crypto';
import type { ConversationId, UserId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { type Clock, newSecret, type Random } from '../../time-and-chance.ts';
import { type ResumeJournal, readIssuedSecrets } from './issued-secrets.ts';

/** A visitor of the website and the conversation that they come back to. */
export interface Visitor {
  readonly user: UserId;
  readonly conversation: ConversationId;
}

export type Redeemed =
  | { readonly kind: 'known'; readonly visitor: Visitor; readonly secret: string }
  /** Never issued, used up, expired or revoked: which of these is nobody's business. */
  | { readonly kind: 'unknown' };

export interface Resume {
  /** A new secret, 256 bits of chance, good for 30 days. */
  issue(visitor: Visitor): Promise<string>;
  /** Trades a secret for a new one. The old one lives on for a minute, because a browser may load two tabs at once. */
  redeem(secret: string): Promise<Redeemed>;
  /** Takes effect at once on all secrets of the visitor who holds this one. */
  revoke(secret: string): Promise<void>;
  /** The same by name, e.g. when a user's data is erased. */
  revokeUser(user: UserId): Promise<void>;
}

export interface ResumeOptions {
  readonly journal: ResumeJournal;
  readonly key: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** In milliseconds, both. */
export const lifetime = 30 * 24 * 60 * 60 * 1_000;
export const grace = 60 * 1_000;

/** What is kept of a secret: without the key nothing can be made of it. */
export function hashOf(secret: string, key: string): string {
  return createHmac('sha256', key).update(`web-chat resume ${secret}`).digest('base64url');
}

export async function createResume({ journal, key, clock, random, log }: ResumeOptions): Promise<Resume> {
  const secrets = await readIssuedSecrets(journal, clock);
  return { issue, redeem, revoke, revokeUser };

  async function issue(visitor: Visitor): Promise<string> {
    const secret = add(visitor);
    await saveIfPossible();
    return secret;
  }

  async function redeem(secret: string): Promise<Redeemed> {
    const found = secrets.find(hashOf(secret, key));
    if (!found) return { kind: 'unknown' };
    const { user, conversation } = found;
    // A second tab must not take away what the first one was just given.
    if (!found.superseded) supersede(user);
    const next = add({ user, conversation });
    await saveIfPossible();
    return { kind: 'known', visitor: { user, conversation }, secret: next };
  }

  async function revoke(secret: string): Promise<void> {
    const found = secrets.find(hashOf(secret, key));
    if (found) await revokeUser(found.user);
  }

  async function revokeUser(user: UserId): Promise<void> {
    secrets.removeUser(user);
    await secrets.save();
  }

  /** On a full disk people still get in; their secrets last until a restart, or are written with the next ones. */
  async function saveIfPossible(): Promise<void> {
    try {
      await secrets.save();
    } catch (error) {
      log.error('resume secrets could not be written', { channel: 'web', error });
    }
  }

  function add({ user, conversation }: Visitor): string {
    const secret = newSecret(random);
    const expiresAt = clock.now() + lifetime;
    secrets.set({ hash: hashOf(secret, key), user, conversation, expiresAt, superseded: false });
    return secret;
  }

  function supersede(user: UserId): void {
    const end = clock.now() + grace;
    for (const secret of secrets.ofUser(user)) {
      if (secret.superseded) continue;
      secrets.set({ ...secret, expiresAt: Math.min(secret.expiresAt, end), superseded: true });
    }
  }
}
