import { createInvitations, Invitation } from './console/people/invitations.ts';
import { PrivacyRequest } from './console/privacy/privacy-request.ts';
import { createPrivacyRequests } from './console/privacy/privacy-requests.ts';
import type { Rights } from './console/rights-routes.ts';
import { createSecondFactors } from './console/second-factor/second-factors.ts';
import { ApiToken, createApiTokens } from './console/tokens/api-tokens.ts';
import type { ConsoleUserId, ConsoleUsers } from './console/users.ts';
import { createSealer, type Sealer } from './conversations/seal.ts';
import type { AssistantStorage } from './open-storage.ts';
import type { OpenShelf } from './storage/shelf.ts';
import type { Clock, Random } from './time-and-chance.ts';

interface Options {
  readonly storage: Pick<AssistantStorage, 'consoleUsers' | 'consoleSessions' | 'audit' | 'shelf'>;
  /** Second factors are sealed with it, and what dialogs remember. */
  readonly secret: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly retentionDays: number | undefined;
}

/** Who may use the console, how they prove who they are, and what they may see in clear. */
export function openRights({ storage, secret, clock, random, retentionDays }: Options) {
  const { consoleUsers: users, consoleSessions: sessions, audit, shelf } = storage;
  const sealed = createSealer<ConsoleUserId>(secret, random, 'second factor');
  const sealer = createSealer(secret, random);
  return {
    users,
    sessions,
    audit,
    clock,
    secondFactors: createSecondFactors({ users, sealer: sealed, clock, random }),
    rights: openRecords({ shelf, users, sealer, clock, random, retentionDays }),
  };
}

interface RecordOptions extends Omit<Options, 'storage' | 'secret'> {
  readonly shelf: OpenShelf;
  readonly users: ConsoleUsers;
  readonly sealer: Pick<Sealer, 'open'>;
}

/** The names of shelves are remembered by the data: never changed. */
export const shelves = {
  invitations: Invitation,
  'api-tokens': ApiToken,
  'privacy-requests': PrivacyRequest,
};

export function openRecords({ shelf, sealer, retentionDays, ...options }: RecordOptions): Rights {
  return {
    invitations: createInvitations({ ...options, shelf: shelf('invitations', Invitation) }),
    tokens: createApiTokens({ ...options, shelf: shelf('api-tokens', ApiToken) }),
    requests: createPrivacyRequests({ ...options, shelf: shelf('privacy-requests', PrivacyRequest) }),
    sealer,
    retentionDays,
  };
}
