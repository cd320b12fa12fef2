import type { Request } from 'restify';
import { z } from 'zod';
import { clientAddress } from '../http/client-address.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson } from '../http/read-body.ts';
import { sendJson, sendNothing } from '../http/respond.ts';
import type { Log } from '../log.ts';
import type { LogInLimits } from './log-in-limits.ts';
import type { Exchange } from './mount-routes.ts';
import { longestPassword } from './passwords.ts';
import { presentUser } from './presenters.ts';
import { noSessionCookie, readSessionCookie, sessionCookie } from './session-cookie.ts';
import type { ConsoleSessions } from './sessions.ts';
import { type ConsoleUsers, foldEmail } from './users.ts';

/** `totp` is part of the contract already; nobody has a second factor yet, so it is not looked at. */
const Credentials = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(longestPassword),
  totp: z.string().max(16).optional(),
});

export interface LogInOptions {
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly limits: LogInLimits;
  readonly log: Log;
  readonly trustProxy: boolean;
}

export function createLogIn({ users, sessions, limits, log, trustProxy }: LogInOptions) {
  return { logIn, logOut };

  /** `POST login`. Whatever was wrong, the answer is the same. */
  async function logIn({ req, res }: Exchange): Promise<void> {
    const address = clientAddress(req, trustProxy);
    await limits.tryAddress(address);
    const { email, password } = await readJson(req, Credentials);
    await limits.tryEmail(foldEmail(email));
    const user = await users.authenticate(email, password);
    if (!user) {
      log.warn('console log-in refused');
      throw new HttpError(401, { code: 'log-in-refused' });
    }
    await limits.forgive(address, foldEmail(email));
    await endSession(req);
    const secret = await sessions.start(user.id);
    sendJson(res, 200, presentUser(user), { 'Set-Cookie': sessionCookie(secret) });
  }

  /** `POST logout`: also for those whose session is over already. */
  async function logOut({ req, res }: Exchange): Promise<void> {
    await endSession(req);
    sendNothing(res, { 'Set-Cookie': noSessionCookie });
  }

  async function endSession(req: Request): Promise<void> {
    const secret = readSessionCookie(req);
    if (secret !== undefined) await sessions.end(secret);
  }
}
