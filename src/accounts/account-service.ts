import type { ConversationId, PermissionId, VerificationId } from '../ids.ts';

/**
 * The port to the institution's accounts. Nothing here tells whether an account exists before its owner has proved
 * control of it: a form that is well-formed is always answered alike. Calls that are given the same `within` share its time.
 */
export interface AccountService {
  /** Sends a code to the registered contact, if there is one. The same `key` with the same request has one effect. */
  startVerification(
    request: VerificationRequest,
    key: string,
    within?: TimeBudget,
  ): Promise<StartedVerification>;
  /** Sends another code for the same verification, by the same or the other route. */
  resendCode(
    verification: VerificationId,
    by: CodeRoute,
    key: string,
    within?: TimeBudget,
  ): Promise<ResentCode>;
  /** How far the owner has come on the one-time page. */
  progress(verification: VerificationId, within?: TimeBudget): Promise<Progress>;
  /** What stands in the way of logging in; answered only within 10 minutes after the owner proved control. */
  accountStatus(verification: VerificationId, within?: TimeBudget): Promise<AccountAnswer>;
  /** Makes the one-time page and its code worthless. */
  cancel(verification: VerificationId, key: string, within?: TimeBudget): Promise<Cancelled>;
  /**
   * The owner agreed to be told of news in the chat; only within 10 minutes after they proved control. The permission is
   * all that we keep: we never learn the address.
   */
  permitNotices(verification: VerificationId, key: string, within?: TimeBudget): Promise<PermittedNotices>;
  /** Lets the account service write "there is news in your chat" to the registered contact; the words are its own. */
  sendNotice(permission: PermissionId, key: string, within?: TimeBudget): Promise<SentNotice>;
  /** The owner wants none any more. */
  withdrawNotices(permission: PermissionId, key: string, within?: TimeBudget): Promise<WithdrawnNotices>;
}

/** Time that several calls have together. */
export interface TimeBudget {
  /** The end of a call: `milliseconds` from now, or what the first call within the budget has left. */
  deadline(milliseconds: number): AbortSignal;
}

/** How a code reaches the owner. */
export type CodeRoute = 'sms' | 'email';

/** `diagnosis`: only prove control. `new-password`: and then choose a new password on the same page. */
export type VerificationPurpose = 'diagnosis' | 'new-password';

export interface VerificationRequest {
  /** 16 digits. */
  readonly nik: string;
  /** 11 characters `[0-9A-Z]`. */
  readonly kpj: string;
  readonly by: CodeRoute;
  readonly purpose: VerificationPurpose;
  /** Comes back in callbacks, so that they find their chat. */
  readonly conversation: ConversationId;
}

/** We never reached them, or could not make sense of the answer: says nothing about the account. */
export interface Unreachable {
  readonly kind: 'unreachable';
  readonly because: 'timeout' | 'network' | 'circuit-open' | 'rate-limited' | 'server-error' | 'garbage';
}

export type StartedVerification =
  | {
      readonly kind: 'started';
      readonly verification: VerificationId;
      readonly page: string;
      readonly minutes: number;
    }
  | { readonly kind: 'tooManyCodes'; readonly retryInMinutes: number }
  | { readonly kind: 'malformed'; readonly field: 'nik' | 'kpj' }
  | Unreachable;

export type ResentCode =
  | { readonly kind: 'sent'; readonly minutes: number }
  | { readonly kind: 'tooSoon'; readonly retryInSeconds: number }
  | { readonly kind: 'tooManyCodes'; readonly retryInMinutes: number }
  /** The verification is over: expired, cancelled, locked or used. Start a new one. */
  | { readonly kind: 'over' }
  | Unreachable;

/** `passwordChanged` ends a `new-password` verification, `verified` a `diagnosis` one. */
export type ProgressKind =
  | 'waiting'
  | 'pageOpened'
  | 'verified'
  | 'passwordChanged'
  | 'locked'
  | 'expired'
  | 'cancelled';

export type Progress = { readonly kind: ProgressKind } | { readonly kind: 'notFound' } | Unreachable;

export type AccountAnswer =
  | { readonly kind: 'account'; readonly account: AccountStatus }
  | { readonly kind: 'notVerified' }
  | Unreachable;

/** Status only: no name, no contact, no number. */
export interface AccountStatus {
  readonly segment: 'PU' | 'BPU' | 'PMI' | 'JAKON';
  readonly membership:
    | { readonly kind: 'active' }
    | { readonly kind: 'overdue'; readonly months: number }
    | { readonly kind: 'pending'; readonly registeredDaysAgo: number }
    /** A newer KPJ of the same person is the active one (change of segment or employer). */
    | { readonly kind: 'replaced' };
  /** Undefined when not locked; minutes left otherwise. */
  readonly lockedMinutes?: number;
  readonly activeOnOtherDevice: boolean;
  /** Without an e-mail there is no log-in name yet. */
  readonly hasEmail: boolean;
}

export type Cancelled = { readonly kind: 'cancelled' } | Unreachable;

export type PermittedNotices =
  | { readonly kind: 'permitted'; readonly permission: PermissionId }
  | { readonly kind: 'notVerified' }
  | Unreachable;

/** `accepted` says nothing about whether it arrives. */
export type SentNotice =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'tooManyNotices' }
  /** Withdrawn, run out, or never given. */
  | { readonly kind: 'notPermitted' }
  | Unreachable;

export type WithdrawnNotices = { readonly kind: 'withdrawn' } | Unreachable;

/** What the account service tells by itself (signed callback to /hooks/account-service). */
export interface VerificationEvent {
  /** The event's own id: its de-duplication key. */
  readonly id: string;
  readonly conversation: ConversationId;
  readonly verification: VerificationId;
  readonly kind: 'pageOpened' | 'verified' | 'wrongCode' | 'locked' | 'expired' | 'passwordChanged';
  /** Only with `wrongCode`. */
  readonly triesLeft?: number;
  readonly at: string;
}
