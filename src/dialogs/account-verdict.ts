import type { AccountStatus } from '../accounts/account-service.ts';
import { type Copy, contract, saying, type Words } from './copy.ts';
import { calendarDay, clockTime } from './local-time.ts';

export const accountVerdictWords = contract('account-verdict', {
  active: saying(),
  activeDataRight: saying(),
  locked: saying('minutes', 'until'),
  otherDevice: saying(),
  overduePU: saying('months'),
  overdueJAKON: saying('months'),
  overdueBPU: saying('months'),
  overduePMI: saying('months'),
  pending: saying('since', 'days', 'left'),
  pendingTooLong: saying('since', 'days'),
  pendingTooLongEmployer: saying('since', 'days'),
  replaced: saying(),
  noEmail: saying(),
});

export type AccountVerdictCopy = Copy<typeof accountVerdictWords>;

/** A new account is usually active after 7-14 days (the article only; said with "biasanya"). */
export const usualActivationDays = 14;

/** What decides how it is said, beside the account itself. */
export interface VerdictContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** JMO doubted NIK or KPJ; the proof of control has shown that they are right. */
  readonly numbersDoubted: boolean;
}

/** What the account service's answer means, in words. */
export function accountVerdict(
  copy: AccountVerdictCopy,
  account: AccountStatus,
  context: VerdictContext,
): Words {
  return obstacle(copy, account, context.now) ?? activeVerdict(copy, account, context);
}

/**
 * What no new password takes away: `undefined` when there is nothing of the kind (a reset lifts a lock and ends the
 * sessions on other devices). `now` in milliseconds since the epoch.
 */
export function obstacle(copy: AccountVerdictCopy, account: AccountStatus, now: number): Words | undefined {
  const { membership } = account;
  switch (membership.kind) {
    case 'overdue':
      return copy[`overdue${account.segment}`]({ months: membership.months });
    case 'pending':
      return pendingVerdict(copy, account.segment, membership.registeredDaysAgo, now);
    case 'replaced':
      return copy.replaced();
    case 'active':
      return account.hasEmail ? undefined : copy.noEmail();
  }
}

const day = 24 * 60 * 60_000;

function pendingVerdict(
  copy: AccountVerdictCopy,
  segment: AccountStatus['segment'],
  days: number,
  now: number,
): Words {
  const since = calendarDay(now - days * day);
  const left = usualActivationDays - days;
  if (left > 0) return copy.pending({ since, days, left });
  const byEmployer = segment === 'PU' || segment === 'JAKON';
  return byEmployer ? copy.pendingTooLongEmployer({ since, days }) : copy.pendingTooLong({ since, days });
}

function activeVerdict(
  copy: AccountVerdictCopy,
  { lockedMinutes, activeOnOtherDevice }: AccountStatus,
  { now, numbersDoubted }: VerdictContext,
): Words {
  if (lockedMinutes !== undefined) {
    return copy.locked({ minutes: lockedMinutes, until: clockTime(now + lockedMinutes * 60_000) });
  }
  if (activeOnOtherDevice) return copy.otherDevice();
  return numbersDoubted ? copy.activeDataRight() : copy.active();
}

/** The same in a word, for the support team. Only what is said here may be known of somebody's account. */
export const verdictNames = [
  'active',
  'locked',
  'otherDevice',
  'overdueByEmployer',
  'overdueByMember',
  'pending',
  'pendingTooLong',
  'replaced',
  'noEmail',
] as const;
export type VerdictName = (typeof verdictNames)[number];

export function verdictName({ membership, segment, ...account }: AccountStatus): VerdictName {
  switch (membership.kind) {
    case 'overdue':
      return segment === 'PU' || segment === 'JAKON' ? 'overdueByEmployer' : 'overdueByMember';
    case 'pending':
      return membership.registeredDaysAgo < usualActivationDays ? 'pending' : 'pendingTooLong';
    case 'replaced':
      return 'replaced';
    case 'active':
      if (!account.hasEmail) return 'noEmail';
      if (account.lockedMinutes !== undefined) return 'locked';
      return account.activeOnOtherDevice ? 'otherDevice' : 'active';
  }
}

/** Can a new password solve it? Otherwise the user has to wait, pay or visit a branch. */
export function passwordWouldHelp({ membership, hasEmail }: AccountStatus): boolean {
  return membership.kind === 'active' && hasEmail;
}
