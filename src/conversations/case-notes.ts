import type { TicketId } from '../ids.ts';

/**
 * What the support team needs to go on with a case without asking again: short codes and times, never a text that
 * somebody wrote, so nothing personal can be in it. The console turns the codes into words.
 */
export interface CaseNotes {
  /** The reference number that the user was given. */
  readonly ticket?: TicketId;
  /** ISO 8601, UTC: when the user asked for a person, the last time. */
  readonly personWantedAt?: string;
  /** Causes that were explained, oldest first: names from the dialogs, e.g. `mismatch`. */
  readonly causes: readonly string[];
  /** What was tried, each kind once, in the order of its latest try. */
  readonly tried: readonly Attempt[];
  readonly ownership: Ownership;
  /** What the account service said of the account, a name from the dialogs, e.g. `overdueByMember`. */
  readonly verdict?: string;
  /** The question that is open, as `dialog` and `step` of messages. */
  readonly open?: { readonly dialog: string; readonly step: string };
}

/** `advice`: a cause was explained. `guide`: led through the app. `code`: one was asked for. */
export const attemptKinds = ['advice', 'guide', 'code', 'newPassword'] as const;
export type AttemptKind = (typeof attemptKinds)[number];

export interface Attempt {
  readonly kind: AttemptKind;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Has the user proved to be the owner? `declined`: did not want to give NIK and KPJ. */
export const ownerships = ['notAsked', 'declined', 'pending', 'proved'] as const;
export type Ownership = (typeof ownerships)[number];

export const noNotes: CaseNotes = { causes: [], tried: [], ownership: 'notAsked' };

/** The person of the support team who holds a chat. */
export interface Agent {
  /** Of the console's user. */
  readonly id: string;
  /** As the visitor sees it. */
  readonly name: string;
}

/** How good the help was, by the user: 1 (not at all) to 5. */
export interface Rating {
  readonly score: Score;
  /** In the user's own words, redacted. */
  readonly comment?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];
