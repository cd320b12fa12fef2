import type {
  AccountAnswer,
  AccountService,
  AccountStatus,
  PermittedNotices,
  Progress,
  ResentCode,
  SentNotice,
  StartedVerification,
  WithdrawnNotices,
} from '../../src/accounts/account-service.ts';
import { PermissionId, VerificationId } from '../../src/ids.ts';
import type { Chance } from './chance.ts';

const permission = PermissionId.parse('izin-1');
const unreachable = { kind: 'unreachable', because: 'timeout' } as const;

/** An institution that answers anything it may answer, faults included; each walk brings its own chance. */
export function createAccountDouble(): AccountService & { follow(chance: Chance): void } {
  let chance: Chance;
  let started = 0;
  return {
    follow(ofWalk) {
      chance = ofWalk;
    },
    async startVerification(): Promise<StartedVerification> {
      started += 1;
      const verification = VerificationId.parse(`verifikasi-${started}`);
      const page = `https://akun.contoh.id/v/rahasia-${started}`;
      return chance.weighted<StartedVerification>([
        [14, { kind: 'started', verification, page, minutes: 5 }],
        [1, { kind: 'tooManyCodes', retryInMinutes: 30 }],
        [1, { kind: 'malformed', field: 'nik' }],
        [3, unreachable],
      ]);
    },
    resendCode: async () =>
      chance.weighted<ResentCode>([
        [5, { kind: 'sent', minutes: 5 }],
        [2, { kind: 'tooSoon', retryInSeconds: 40 }],
        [1, { kind: 'tooManyCodes', retryInMinutes: 60 }],
        [1, { kind: 'over' }],
        [2, unreachable],
      ]),
    progress: async () => chance.pick(progress),
    async accountStatus(): Promise<AccountAnswer> {
      return chance.weighted<AccountAnswer>([
        [8, { kind: 'account', account: status(chance) }],
        [1, { kind: 'notVerified' }],
        [1, unreachable],
      ]);
    },
    cancel: async () => chance.pick([{ kind: 'cancelled' }, unreachable]),
    permitNotices: async () =>
      chance.pick<PermittedNotices>([
        { kind: 'permitted', permission },
        { kind: 'notVerified' },
        unreachable,
      ]),
    sendNotice: async () =>
      chance.pick<SentNotice>([
        { kind: 'accepted' },
        { kind: 'tooManyNotices' },
        { kind: 'notPermitted' },
        unreachable,
      ]),
    withdrawNotices: async () => chance.pick<WithdrawnNotices>([{ kind: 'withdrawn' }, unreachable]),
  };
}

const progress: readonly Progress[] = [
  { kind: 'waiting' },
  { kind: 'pageOpened' },
  { kind: 'verified' },
  { kind: 'passwordChanged' },
  { kind: 'locked' },
  { kind: 'expired' },
  { kind: 'cancelled' },
  { kind: 'notFound' },
  unreachable,
];

function status(chance: Chance): AccountStatus {
  return {
    segment: chance.pick(['PU', 'BPU', 'PMI', 'JAKON']),
    membership: chance.pick([
      { kind: 'active' },
      { kind: 'active' },
      { kind: 'overdue', months: 4 },
      { kind: 'pending', registeredDaysAgo: 3 },
      { kind: 'pending', registeredDaysAgo: 20 },
      { kind: 'replaced' },
    ]),
    ...(chance.number() < 0.2 ? { lockedMinutes: 25 } : {}),
    activeOnOtherDevice: chance.number() < 0.2,
    hasEmail: chance.number() < 0.9,
  };
}
