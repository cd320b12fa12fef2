import type { CodeRoute, ProgressKind } from '../account-service.ts';
import type { Permission, State, Verification } from './state.ts';

const minute = 60_000;

/** How long a code lives, in minutes. */
export const codeMinutes = { sms: 5, email: 10 } as const satisfies Record<CodeRoute, number>;

export const tries = 5;

/** How long a proof serves diagnosis and the new password, in ms. */
export const proofLifetime = 10 * minute;

/** How long an owner's leave to be told of news lasts, in ms: a new account is asked about after two weeks. */
export const permissionLifetime = 30 * 24 * 60 * minute;

export function codeExpiry(by: CodeRoute, now: number): number {
  return now + codeMinutes[by] * minute;
}

/** Open: a code may still be typed. A proved reset also ends when no password was chosen in time. */
export function hasExpired(verification: Verification, now: number): boolean {
  return mayExpire(verification) && now >= verification.expiresAt;
}

export function mayExpire({ status, purpose }: Verification): boolean {
  return status === 'open' || (status === 'verified' && purpose === 'new-password');
}

export function progressOf(verification: Verification, now: number): ProgressKind {
  if (hasExpired(verification, now)) return 'expired';
  if (verification.status !== 'open') return verification.status;
  return verification.pageOpenedAt === null ? 'waiting' : 'pageOpened';
}

/** Ids come from outside: only own properties count, so that `__proto__` finds nothing. */
export function findVerification(state: Readonly<State>, id: string): Verification | undefined {
  return Object.hasOwn(state.verifications, id) ? state.verifications[id] : undefined;
}

export function findPermission(state: Readonly<State>, id: string): Permission | undefined {
  return Object.hasOwn(state.permissions, id) ? state.permissions[id] : undefined;
}

/** Control was proved less than 10 minutes ago. */
export function isFreshlyProved({ status, provedAt }: Verification, now: number): boolean {
  if (status !== 'verified' && status !== 'passwordChanged') return false;
  return provedAt !== null && now < provedAt + proofLifetime;
}
