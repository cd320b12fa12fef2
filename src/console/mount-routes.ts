import type { Request, Response, Server } from 'restify';
import { HttpError } from '../http/http-error.ts';
import { type Clock, systemClock } from '../time-and-chance.ts';
import { actingRole, type Policy } from './policies.ts';
import { refuseForgery } from './refuse-forgery.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { ConsoleSessions, OpenSession } from './sessions.ts';
import type { ConsoleUser, ConsoleUsers } from './users.ts';

/** One line of the API. Whom `allows` does not let in gets no further, and a route without it does not compile. */
export type ConsoleRoute = OpenRoute | GuardedRoute;

interface OpenRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** `tokenBearers`: programs; the handler reads their token before anything else. */
  readonly allows: 'everyone' | 'tokenBearers';
  readonly handle: (exchange: Exchange) => Promise<void>;
}

interface GuardedRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly allows: Policy;
  /** Pages ask it by themselves, again and again: it keeps no session alive. */
  readonly asksItself?: boolean;
  readonly handle: (exchange: UserExchange) => Promise<void>;
}

export interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

export interface UserExchange extends Exchange {
  /** In the role that they act in, see `actingRole`. */
  readonly user: ConsoleUser;
  readonly session: OpenSession;
  /**
   * For answers that stay open: calls `end` within some seconds of the log-out, of the session's end, or of the moment
   * when the user is disabled or loses this right. The returned function stops looking.
   */
  readonly whileAllowed: (end: () => void) => () => void;
}

export interface GuardOptions {
  readonly users: Pick<ConsoleUsers, 'find'>;
  readonly sessions: Pick<ConsoleSessions, 'find'>;
  /** Set behind a proxy that changes the Host header. */
  readonly publicUrl?: string | undefined;
  readonly clock?: Clock;
}

/** Within five seconds somebody who was put out must be out. */
const lookEvery = 3_000;

/** Puts the same guard before every route: whence a change comes, who it is, whether they may. */
export function mountRoutes(
  server: Server,
  routes: readonly ConsoleRoute[],
  { users, sessions, publicUrl, clock = systemClock }: GuardOptions,
): void {
  for (const route of routes) server[route.method](route.path, guarded(route));

  function guarded(route: ConsoleRoute) {
    return async (req: Request, res: Response): Promise<void> => {
      if (route.method !== 'get') refuseForgery(req, publicUrl);
      if (typeof route.allows === 'string') return route.handle({ req, res });
      return answerUser(route, req, res);
    };
  }

  async function answerUser(
    { allows, handle, asksItself }: GuardedRoute,
    req: Request,
    res: Response,
  ): Promise<void> {
    const somebody = await whoIs(req, asksItself ? 'look' : undefined);
    if (!somebody) throw new HttpError(401);
    if (!allows(somebody.user)) throw new HttpError(403);
    const whileAllowed = (end: () => void) => {
      const stillMay = async () => {
        const now = await whoIs(req, 'look');
        return now !== undefined && allows(now.user);
      };
      return lookAgain(stillMay, end);
    };
    return handle({ req, res, ...somebody, whileAllowed });
  }

  /** Asked anew at each request, so that a disabled user is out at once. */
  async function whoIs(req: Request, looking?: 'look') {
    const secret = readSessionCookie(req);
    const session = secret === undefined ? undefined : await sessions.find(secret, looking);
    const user = session && (await users.find(session.user));
    if (!user || user.disabled || isBefore(session, user.sessionsFrom)) return undefined;
    return { user: { ...user, role: actingRole(user) }, session };
  }

  function lookAgain(stillMay: () => Promise<boolean>, end: () => void): () => void {
    let stop = clock.after(lookEvery, look);
    let stopped = false;
    return () => {
      stopped = true;
      stop();
    };

    function look(): void {
      // Who cannot be asked about is let go: their page comes again by itself.
      void stillMay()
        .catch(() => false)
        .then(may => {
          if (stopped) return;
          if (may) stop = clock.after(lookEvery, look);
          else end();
        });
    }
  }
}

function isBefore({ startedAt }: OpenSession, sessionsFrom: string | undefined): boolean {
  return sessionsFrom !== undefined && startedAt < Date.parse(sessionsFrom);
}
