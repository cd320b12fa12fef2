import type { Request } from 'restify';
import type { AuditChange, AuditLog, ChangeDetails } from '../../audit/audit-log.ts';
import { actorOf } from '../actor-of.ts';
import { deviceOf } from '../device-of.ts';
import type { LogInLimits } from '../log-in-limits.ts';
import type { SecondFactors } from '../second-factor/second-factors.ts';
import { readSessionCookie, sessionCookie } from '../session-cookie.ts';
import type { ConsoleSessions } from '../sessions.ts';
import type { ConsoleUser, ConsoleUsers } from '../users.ts';
import { createProveAgain } from './prove-again.ts';

export interface AccountParts {
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly secondFactors: SecondFactors;
  readonly limits: LogInLimits;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly trustProxy: boolean;
}

/** What somebody changed about their own account. */
export type OwnChange = Extract<
  AuditChange,
  'second-factor-on' | 'second-factor-off' | 'recovery-codes' | 'password' | 'session-ended'
>;

export type AccountOptions = ReturnType<typeof accountOptions>;

/** What all routes of one's own account need. */
export function accountOptions({ limits, trustProxy, ...parts }: AccountParts) {
  const { sessions, audit } = parts;
  return { ...parts, proveAgain: createProveAgain({ limits, trustProxy }), startAnew, record };

  /** A session in place of the one that asks; answers the header that brings it. */
  async function startAnew(req: Request, { id }: ConsoleUser) {
    const before = readSessionCookie(req);
    if (before !== undefined) await sessions.end(before);
    return { 'Set-Cookie': sessionCookie(await sessions.start(id, deviceOf(req))) };
  }

  async function record(user: ConsoleUser, change: OwnChange): Promise<void> {
    await audit.append({
      actor: actorOf(user),
      action: 'change-user',
      object: user.id,
      details: { change } satisfies ChangeDetails,
    });
  }
}
