import type { AccountStatus } from '../account-service.ts';
import type { Institution } from './institution.ts';
import { findVerification, isFreshlyProved } from './lifetimes.ts';
import type { SeedAccount } from './seed.ts';
import type { AccountState } from './state.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The account's status while its owner's proof is fresh, otherwise undefined. Status only: no name, contact or number. */
export function accountStatus(institution: Institution, id: string): AccountStatus | undefined {
  const state = institution.store.read();
  const now = institution.clock.now();
  const verification = findVerification(state, id);
  if (!verification || !isFreshlyProved(verification, now)) return undefined;
  const member = institution.members.find(candidate => candidate.id === verification.account);
  const account = member && state.accounts[member.id];
  return account && present(member, account, now);
}

function present(member: SeedAccount, account: AccountState, now: number): AccountStatus {
  return {
    segment: member.segment,
    membership: membershipOf(member, account, now),
    ...(isLocked(account, now) && { lockedMinutes: Math.ceil((account.lockedUntil - now) / minute) }),
    activeOnOtherDevice: account.activeOnOtherDevice,
    hasEmail: member.email !== null,
  };
}

function membershipOf(
  { membership, replacedBy, overdueMonths = 0 }: SeedAccount,
  { registeredAt }: AccountState,
  now: number,
): AccountStatus['membership'] {
  switch (membership) {
    case 'active':
      return { kind: 'active' };
    case 'pending':
      return { kind: 'pending', registeredDaysAgo: Math.floor((now - registeredAt) / day) };
    case 'inactive':
      return replacedBy === undefined ? { kind: 'overdue', months: overdueMonths } : { kind: 'replaced' };
  }
}

export function isLocked(
  account: AccountState,
  now: number,
): account is AccountState & { lockedUntil: number } {
  return account.lockedUntil !== null && account.lockedUntil > now;
}
