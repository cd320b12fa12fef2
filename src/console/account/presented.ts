/** What the API says of one's own account, in types only. Times ISO 8601, UTC. */
export interface PresentedSession {
  readonly id: string;
  readonly startedAt: string;
  readonly seenAt: string;
  /** What the browser calls itself. */
  readonly device?: string | undefined;
  /** The one that asks. */
  readonly current: boolean;
}

export interface PresentedSessions {
  /** The one used last comes first. */
  readonly sessions: readonly PresentedSession[];
}

/** Base32, for an authenticator app. */
export interface PresentedSecret {
  readonly secret: string;
}

/** Shown once. */
export interface PresentedRecoveryCodes {
  readonly recoveryCodes: readonly string[];
}
