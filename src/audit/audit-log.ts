/** The port to the record of what people of the support team did. It can be added to and read, never changed. */
export interface AuditLog {
  /** Durable when it resolves: what is to be recorded happens only afterwards, or together with it. */
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** Newest first; `before` is the number of the last one seen. */
  page(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Goes through the whole chain. */
  verify(): Promise<AuditCheck>;
}

/** What is recorded. A closed set, so that nobody has to guess what a name means. */
export const auditActions = [
  'log-in',
  'log-in-refused',
  'log-out',
  'take-over',
  'release',
  'assign',
  'retry-delivery',
  'unmask',
  'export',
  'erase',
  'privacy-request',
  'label',
  'train-model',
  'activate-model',
  'roll-back-model',
  'declare-incident',
  'end-incident',
  'change-setting',
  'change-user',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What `change-user` and `change-setting` have changed, in `details.change`. Also closed. */
export type AuditChange =
  | 'added'
  | 'role'
  | 'disabled'
  | 'enabled'
  | 'password'
  | 'second-factor-on'
  | 'second-factor-off'
  | 'recovery-codes'
  | 'session-ended'
  | 'invited'
  | 'invitation-revoked'
  | 'accepted'
  | 'token-made'
  | 'token-revoked';

/** Details of such an entry. */
export type ChangeDetails = AuditDetails & { readonly change: AuditChange };

export interface AuditActor {
  /** Of the console's user, or `command-line`. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface NewAuditEntry {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** What it was done to, by its id: a conversation, a model. Never a text that somebody wrote in a chat. */
  readonly object: string;
  /** Codes and counts. Of words only a reason that the actor was asked for. */
  readonly details?: AuditDetails;
}

export type AuditDetails = Readonly<Record<string, string | number | boolean>>;

export interface AuditEntry extends NewAuditEntry {
  /** 1, 2, 3 ... without a gap. */
  readonly number: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly details: AuditDetails;
  /** Of the entry before; of the first one `chainStart`. */
  readonly previous: string;
  /** SHA-256 of everything above, base64url: whoever changes an entry has to change all that follow. */
  readonly hash: string;
}

export interface AuditQuery {
  readonly limit: number;
  readonly before?: number;
  readonly action?: AuditAction;
  /** Id of the actor. */
  readonly actor?: string;
}

export interface AuditCheck {
  readonly entries: number;
  /** Of the last entry. Kept elsewhere, it shows later that nothing before it was cut off or written anew. */
  readonly head: string;
  /** Number of the first entry that does not fit, and what is wrong with it; absent when the chain is whole. */
  readonly broken?: { readonly number: number; readonly problem: 'changed' | 'missing' | 'unreadable' };
}
