import type { CauseFacts } from './cause-facts.ts';
import { advice, contract } from './copy.ts';

/** The membership itself: too new, unpaid, moved, or not there yet. The words are in dialogs/causes-membership.yml. */
export const membershipCauses = {
  notRegistered: { ask: 'worked', next: ['askMember', 'check'] },
  newAccountWait: { ask: 'check', next: ['check', 'employer'] },
  newAccountLate: { ask: 'check', next: ['check', 'employer'] },
  otherKpj: { ask: 'check', next: ['segmentChange', 'check'] },
  employer: { ask: 'check', next: ['otherKpj', 'check'] },
  segmentChange: { ask: 'check', next: ['otherKpj', 'check'] },
  overdue: { ask: 'check', next: ['check', 'segmentChange'] },
  overduePaid: { ask: 'check', next: ['check', 'segmentChange'] },
  overdueEmployee: { ask: 'check', next: ['check', 'segmentChange'] },
  overdueIndependent: { ask: 'check', next: ['check', 'segmentChange'] },
  overdueMigrant: { ask: 'check', next: ['check', 'otherKpj'] },
} as const satisfies CauseFacts;

export const causesMembershipWords = contract('causes-membership', {
  notRegistered: advice(),
  newAccountWait: advice(),
  newAccountLate: advice(),
  otherKpj: advice(),
  employer: advice(),
  segmentChange: advice(),
  overdue: advice(),
  overduePaid: advice(),
  overdueEmployee: advice(),
  overdueIndependent: advice(),
  overdueMigrant: advice(),
});
