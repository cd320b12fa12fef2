import type { AuditActor } from '../audit/audit-log.ts';
import type { ConsoleUser } from './users.ts';

/** How the audit log names somebody of the support team. */
export function actorOf({ id, name, role }: ConsoleUser): AuditActor {
  return { id, name, role };
}

/** A program that came with a token. */
export function actorOfToken({ id, name }: { readonly id: string; readonly name: string }): AuditActor {
  return { id: `token-${id}`, name, role: 'token' };
}

/** Whoever tried to get in under an address that nobody has. */
export const unknownActor: AuditActor = { id: 'unknown', name: '-', role: '-' };
