import type { Request, Response, Server } from 'restify';
import { HttpError } from '../http/http-error.ts';
import type { Policy } from './policies.ts';
import { refuseForgery } from './refuse-forgery.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { ConsoleSessions } from './sessions.ts';
import type { ConsoleUser, ConsoleUsers } from './users.ts';

/** One line of the API. Whom `allows` does not let in gets no further, and a route without it does not compile. */
export type ConsoleRoute = OpenRoute | GuardedRoute;

interface OpenRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly allows: 'everyone';
  readonly handle: (exchange: Exchange) => Promise<void>;
}

interface GuardedRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly allows: Policy;
  readonly handle: (exchange: Exchange & { readonly user: ConsoleUser }) => Promise<void>;
}

export interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

export interface GuardOptions {
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  /** Set behind a proxy that changes the Host header. */
  readonly publicUrl?: string | undefined;
}

/** Puts the same guard before every route: whence a change comes, who it is, whether they may. */
export function mountRoutes(
  server: Server,
  routes: readonly ConsoleRoute[],
  { users, sessions, publicUrl }: GuardOptions,
): void {
  for (const route of routes) server[route.method](route.path, guarded(route));

  function guarded(route: ConsoleRoute) {
    return async (req: Request, res: Response): Promise<void> => {
      if (route.method !== 'get') refuseForgery(req, publicUrl);
      if (route.allows === 'everyone') return route.handle({ req, res });
      const user = await whoIs(req);
      if (!user) throw new HttpError(401);
      if (!route.allows(user)) throw new HttpError(403);
      return route.handle({ req, res, user });
    };
  }

  /** Asked anew at each request, so that a disabled user is out at once. */
  async function whoIs(req: Request): Promise<ConsoleUser | undefined> {
    const secret = readSessionCookie(req);
    const id = secret === undefined ? undefined : await sessions.user(secret);
    const user = id && (await users.find(id));
    return user?.disabled === false ? user : undefined;
  }
}
