import type { AuditAction, AuditDetails } from '../../audit/audit-log.ts';

export type { AuditChange } from '../../audit/audit-log.ts';

/** What the API says of the audit log, in types only. */
export interface PresentedEntry {
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string; readonly role: string };
  readonly action: AuditAction;
  readonly object: string;
  readonly details: AuditDetails;
}

export interface PresentedEntries {
  /** Newest first. */
  readonly entries: readonly PresentedEntry[];
  /** Give it back as `before`; absent on the last page. */
  readonly next?: number;
}

export interface PresentedCheck {
  readonly entries: number;
  /** Of the last entry; noted elsewhere it shows later that nothing was cut off. */
  readonly head: string;
  readonly broken?:
    | { readonly number: number; readonly problem: 'changed' | 'missing' | 'unreadable' }
    | undefined;
}
