import type { AuditLog } from '../audit/audit-log.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { Sealer } from '../conversations/seal.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { auditRoutes } from './audit/routes.ts';
import { exportRoutes } from './exports/routes.ts';
import type { LogInLimits } from './log-in-limits.ts';
import type { ConsoleRoute } from './mount-routes.ts';
import { invitationRoutes } from './people/accept-invitation.ts';
import type { Invitations } from './people/invitations.ts';
import { peopleRoutes } from './people/routes.ts';
import type { PrivacyRequests } from './privacy/privacy-requests.ts';
import { privacyRoutes } from './privacy/routes.ts';
import type { ApiTokens } from './tokens/api-tokens.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { unmaskRoutes } from './unmask/routes.ts';
import type { ConsoleUsers } from './users.ts';

/** What is kept about rights, beside users and sessions. */
export interface Rights {
  readonly invitations: Invitations;
  readonly tokens: ApiTokens;
  readonly requests: PrivacyRequests;
  /** Opens what is sealed in conversations. */
  readonly sealer: Pick<Sealer, 'open'>;
  /** Undefined: nothing is ever erased by its age. */
  readonly retentionDays: number | undefined;
}

interface Options extends Rights {
  readonly users: ConsoleUsers;
  readonly limits: LogInLimits;
  readonly audit: AuditLog;
  readonly trustProxy: boolean;
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** People and their rights, personal data and what leaves the house, and the record of it all. */
export function rightsRoutes(api: string, options: Options): readonly ConsoleRoute[] {
  return [
    ...peopleRoutes(api, options),
    ...invitationRoutes(api, options),
    ...auditRoutes(api, options.audit),
    ...tokenRoutes(api, options),
    ...privacyRoutes(api, options),
    ...exportRoutes(api, options),
    ...unmaskRoutes(api, options),
  ];
}
