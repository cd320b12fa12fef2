import type { AccountStatus } from '../accounts/account-service.ts';
import { type Copy, contract, saying, type Words } from './copy.ts';

export const accountVerdictWords = contract('account-verdict', {
  active: saying(),
  locked: saying('minutes'),
  otherDevice: saying(),
  otherDeviceEnded: saying(),
  overdueByEmployer: saying('months'),
  overdueByMember: saying('months'),
  pending: saying('days', 'left'),
  pendingTooLong: saying('days'),
  replaced: saying(),
  noEmail: saying(),
});

export type AccountVerdictCopy = Copy<typeof accountVerdictWords>;

/** A new account is usually active after 7-14 days (the article only; said with "biasanya"). */
export const usualActivationDays = 14;

/**
 * What the account service's answer means, in words. After a reset only what still stands in the way is said:
 * `undefined` when nothing does (the reset lifts a lock and ends sessions on other devices).
 */
export function accountVerdict(
  copy: AccountVerdictCopy,
  account: AccountStatus,
  when: 'diagnosis' | 'after-reset',
): Words | undefined {
  const { membership } = account;
  switch (membership.kind) {
    case 'overdue':
      return account.segment === 'PU' || account.segment === 'JAKON'
        ? copy.overdueByEmployer({ months: membership.months })
        : copy.overdueByMember({ months: membership.months });
    case 'pending': {
      const days = membership.registeredDaysAgo;
      const left = usualActivationDays - days;
      return left > 0 ? copy.pending({ days, left }) : copy.pendingTooLong({ days });
    }
    case 'replaced':
      return copy.replaced();
    case 'active':
      return activeVerdict(copy, account, when);
  }
}

function activeVerdict(copy: AccountVerdictCopy, account: AccountStatus, when: 'diagnosis' | 'after-reset') {
  if (!account.hasEmail) return copy.noEmail();
  if (when === 'after-reset') return account.activeOnOtherDevice ? copy.otherDeviceEnded() : undefined;
  if (account.lockedMinutes !== undefined) return copy.locked({ minutes: account.lockedMinutes });
  return account.activeOnOtherDevice ? copy.otherDevice() : copy.active();
}

/** Can a new password solve it? Otherwise the user has to wait, pay or visit a branch. */
export function passwordWouldHelp({ membership, hasEmail }: AccountStatus): boolean {
  return membership.kind === 'active' && hasEmail;
}
