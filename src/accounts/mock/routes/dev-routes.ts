import type { Request, Response } from 'restify';
import { z } from 'zod';
import { HttpError } from '../../../http/http-error.ts';
import { readJson } from '../../../http/read-body.ts';
import { sendHtml, sendJson } from '../../../http/respond.ts';
import { type Fault, fault } from '../faults.ts';
import type { Institution } from '../institution.ts';
import { canLogIn } from '../log-in.ts';
import { inboxPage } from '../pages/inbox-page.ts';
import { pageHeaders } from '../pages/layout.ts';
import type { InboxMessage } from '../state.ts';
import type { Route } from './route.ts';

const loginAttempt = z.strictObject({ login: z.string().max(320), password: z.string().max(1_000) });

/** Only mounted in development: the inbox holds codes in clear. */
export function devRoutes(institution: Institution, setFault: (fault: Fault) => void): readonly Route[] {
  return [
    { method: 'get', path: '/dev/inbox', handle: onLoopback(showInbox) },
    { method: 'get', path: '/dev/inbox.json', handle: onLoopback(listInbox) },
    { method: 'post', path: '/dev/faults', handle: onLoopback(switchFault) },
    { method: 'post', path: '/dev/login-attempt', handle: onLoopback(tryLogin) },
  ];

  async function showInbox(_req: Request, res: Response): Promise<void> {
    sendHtml(res, 200, inboxPage(newestFirst()), pageHeaders);
  }

  async function listInbox(_req: Request, res: Response): Promise<void> {
    const messages = newestFirst().map(({ at, via, to, text, code }) => ({ at, via, to, text, code }));
    sendJson(res, 200, messages);
  }

  async function switchFault(req: Request, res: Response): Promise<void> {
    const { mode, ms } = await readJson(req, fault);
    setFault({ mode, ms });
    sendJson(res, 200, { mode, ms });
  }

  async function tryLogin(req: Request, res: Response): Promise<void> {
    const { login, password } = await readJson(req, loginAttempt);
    sendJson(res, 200, { ok: await canLogIn(institution, login, password) });
  }

  function newestFirst(): readonly InboxMessage[] {
    return institution.store.read().inbox.toReversed();
  }
}

/** A foreign site that points its own name at 127.0.0.1 (DNS rebinding) could read the codes otherwise. */
function onLoopback(handle: Route['handle']): Route['handle'] {
  return async function loopbackOnly(req, res) {
    const { hostname } = req.getUrl() as unknown as URL;
    if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) throw new HttpError(404);
    await handle(req, res);
  };
}
