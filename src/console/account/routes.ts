import { z } from 'zod';
import { HttpError } from '../../http/http-error.ts';
import { readJson } from '../../http/read-body.ts';
import { sendJson } from '../../http/respond.ts';
import type { ConsoleRoute, UserExchange } from '../mount-routes.ts';
import { longestPassword } from '../passwords.ts';
import { canSeeThemselves } from '../policies.ts';
import { presentUser } from '../presenters.ts';
import type { ConsoleUser } from '../users.ts';
import { type AccountParts, accountOptions } from './account-options.ts';
import type { PresentedSessions } from './presented.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';

const SessionId = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const NewPassword = z.object({
  password: z.string().min(1).max(longestPassword),
  next: z
    .string()
    .min(1)
    .max(4 * longestPassword),
});

/** What everybody may do about themselves. */
export function accountRoutes(api: string, parts: AccountParts): readonly ConsoleRoute[] {
  const options = accountOptions(parts);
  const { users, sessions, proveAgain, startAnew, record } = options;
  const allows = canSeeThemselves;
  return [
    { method: 'get', path: `${api}/me`, allows, handle: showUser },
    { method: 'get', path: `${api}/me/sessions`, allows, handle: listSessions },
    { method: 'post', path: `${api}/me/sessions/:session/end`, allows, handle: endSession },
    { method: 'post', path: `${api}/me/password`, allows, handle: changePassword },
    ...secondFactorRoutes(`${api}/me/second-factor`, options),
  ];

  /** As they are kept: an admin without a second factor has to learn that one is missing. */
  async function showUser({ res, user }: UserExchange): Promise<void> {
    const kept = await users.find(user.id);
    if (!kept) throw new HttpError(401);
    sendJson(res, 200, presentUser(kept));
  }

  async function listSessions({ res, user, session }: UserExchange): Promise<void> {
    const open = await sessions.of(user.id);
    const answer: PresentedSessions = {
      sessions: open
        .filter(one => one.startedAt >= Date.parse(user.sessionsFrom ?? user.createdAt))
        .map(one => ({
          id: one.id,
          startedAt: new Date(one.startedAt).toISOString(),
          seenAt: new Date(one.seenAt).toISOString(),
          device: one.device,
          current: one.id === session.id,
        })),
    };
    sendJson(res, 200, answer);
  }

  /** `POST me/sessions/{id}/end`. One of somebody else does not exist. */
  async function endSession({ req, res, user }: UserExchange): Promise<void> {
    const id = SessionId.safeParse(req.params.session).data;
    if (id === undefined || !(await sessions.endOf(user.id, id))) throw new HttpError(404);
    await record(user, 'session-ended');
    sendJson(res, 200, {});
  }

  /** `{ "password", "next" }`. All sessions end, and this browser gets a new one. */
  async function changePassword({ req, res, user }: UserExchange): Promise<void> {
    const { password, next } = await readJson(req, NewPassword);
    await proveAgain(req, user, () => isTheirs(user, password));
    const result = await users.setPassword(user.id, next);
    switch (result.kind) {
      case 'set':
        await record(user, 'password');
        sendJson(res, 200, {}, await startAnew(req, user));
        return;
      case 'absent':
        throw new HttpError(401);
      case 'passwordTooShort':
      case 'passwordTooLong':
        throw new HttpError(422, { code: 'password-unfit' });
    }
  }

  async function isTheirs(user: ConsoleUser, password: string): Promise<boolean> {
    return (await users.authenticate(user.email, password)).kind === 'right';
  }
}
