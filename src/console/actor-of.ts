import type { AuditActor } from '../audit/audit-log.ts';
import type { ConsoleUser } from './users.ts';

/** How the audit log names somebody of the support team. */
export function actorOf({ id, name, role }: ConsoleUser): AuditActor {
  return { id, name, role };
}

/** Whoever tried to get in under an address that nobody has. */
export const unknownActor: AuditActor = { id: 'unknown', name: '-', role: '-' };
