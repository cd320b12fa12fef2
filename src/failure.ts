/**
 * An error that somebody can act on. `code` is stable and what programs compare; `fix` is the sentence an operator or an
 * editor needs. Expected outcomes are never thrown: they are members of a result union.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly fix: string;

  constructor(code: FailureCode, what: string, fix: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

export type FailureCode =
  | 'config-invalid'
  | 'content-invalid'
  | 'build-missing'
  | 'port-in-use'
  | 'worker-ended'
  | 'data-dir-not-writable'
  | 'data-dir-in-use'
  | 'document-damaged'
  | 'stale-version'
  | 'disk-full'
  | 'backup-incomplete'
  | 'backup-target'
  | 'restore-target'
  | 'database-preparing'
  | 'database-unreachable'
  | 'database-refused'
  | 'database-read-only'
  | 'schema-too-new'
  | 'conversation-busy'
  | 'unknown-step';
