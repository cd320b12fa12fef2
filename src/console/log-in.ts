import type { Request } from 'restify';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.ts';
import { clientAddress } from '../http/client-address.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson } from '../http/read-body.ts';
import { sendJson, sendNothing } from '../http/respond.ts';
import type { Log } from '../log.ts';
import { actorOf, unknownActor } from './actor-of.ts';
import { deviceOf } from './device-of.ts';
import type { LogInLimits } from './log-in-limits.ts';
import type { Exchange } from './mount-routes.ts';
import { longestPassword } from './passwords.ts';
import { presentUser } from './presenters.ts';
import type { SecondFactors } from './second-factor/second-factors.ts';
import { noSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';
import type { ConsoleSessions } from './sessions.ts';
import { type ConsoleUser, type ConsoleUsers, foldEmail } from './users.ts';

const Credentials = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(longestPassword),
  /** Of the authenticator app, or a recovery code. */
  totp: z.string().max(32).optional(),
});

export interface LogInOptions {
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly secondFactors: Pick<SecondFactors, 'accepts'>;
  readonly limits: LogInLimits;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly log: Log;
  readonly trustProxy: boolean;
}

type Refusal = 'log-in-refused' | 'second-factor-needed' | 'second-factor-refused';

export function createLogIn({
  users,
  sessions,
  secondFactors,
  limits,
  audit,
  log,
  trustProxy,
}: LogInOptions) {
  return { logIn, logOut };

  /**
   * `POST login`. Whatever is wrong with address and password, the answer is the same and takes as long. Only to the
   * right password is it told that a code is wanted, too; until both are right every try counts.
   */
  async function logIn({ req, res }: Exchange): Promise<void> {
    const address = clientAddress(req, trustProxy);
    await limits.tryAddress(address);
    const { email, password, totp } = await readJson(req, Credentials);
    await limits.tryEmail(foldEmail(email));
    const found = await users.authenticate(email, password);
    if (found.kind === 'refused') return refuse('log-in-refused', found.user);
    const { user } = found;
    if (user.factor) {
      if (totp === undefined) throw new HttpError(401, { code: 'second-factor-needed' satisfies Refusal });
      if (!(await secondFactors.accepts(user.id, totp))) return refuse('second-factor-refused', user);
    }
    await limits.forgive(address, foldEmail(email));
    await endSession(req);
    await audit.append({ actor: actorOf(user), action: 'log-in', object: user.id });
    const secret = await sessions.start(user.id, deviceOf(req));
    sendJson(res, 200, presentUser(user), { 'Set-Cookie': sessionCookie(secret) });
  }

  /** `POST logout`: also for those whose session is over already. */
  async function logOut({ req, res }: Exchange): Promise<void> {
    const session = await endSession(req);
    const user = session && (await users.find(session.user));
    if (user) await audit.append({ actor: actorOf(user), action: 'log-out', object: user.id });
    sendNothing(res, { 'Set-Cookie': noSessionCookie });
  }

  async function refuse(code: Refusal, user: ConsoleUser | undefined): Promise<never> {
    log.warn('console log-in refused', { code });
    const actor = user ? actorOf(user) : unknownActor;
    await audit.append({ actor, action: 'log-in-refused', object: actor.id, details: { code } });
    throw new HttpError(401, { code });
  }

  async function endSession(req: Request) {
    const secret = readSessionCookie(req);
    if (secret === undefined) return undefined;
    const session = await sessions.find(secret, 'look');
    await sessions.end(secret);
    return session;
  }
}
