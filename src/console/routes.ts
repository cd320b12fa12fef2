import type { Request, Response, Server } from 'restify';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import { HttpError } from '../http/http-error.ts';
import { sendJson } from '../http/respond.ts';
import type { Log } from '../log.ts';
import type { Random } from '../time-and-chance.ts';
import { createLogIn } from './log-in.ts';
import { createLogInLimits, defaultLogInLimits, type LogInLimitSizes } from './log-in-limits.ts';
import { servePages } from './pages.ts';
import { canReadConversations, canSeeThemselves, type Policy } from './policies.ts';
import type { PresentedIntent } from './presented.ts';
import { presentIntent, presentUser } from './presenters.ts';
import { createReadConversations } from './read-conversations.ts';
import { refuseForgery } from './refuse-forgery.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { ConsoleSessions } from './sessions.ts';
import type { ConsoleUser, ConsoleUsers } from './users.ts';

export interface ConsoleOptions {
  readonly store: ConversationStore;
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly random: Random;
  readonly log: Log;
  /** Folder of the built pages: console.html, console.js, console.css. */
  readonly webDir: string;
  /** Unless it is said otherwise every page says "Mode demo": when in doubt nobody is to take it for the real thing. */
  readonly demo?: boolean;
  /** Names and titles that the filter offers. */
  readonly intents?: readonly PresentedIntent[];
  readonly trustProxy?: boolean;
  /** Set behind a proxy that changes the Host header. */
  readonly publicUrl?: string | undefined;
  readonly limits?: LogInLimitSizes;
}

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

interface Exchange {
  readonly req: Request;
  readonly res: Response;
}

/** The support team's pages at `/console` and their API at `/console/api`. */
export function mountConsole(server: Server, options: ConsoleOptions): void {
  const { users, sessions, publicUrl } = options;
  for (const route of consoleRoutes(options)) server[route.method](route.path, guarded(route));
  servePages(server, options.webDir);

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

/** Everything that the API answers, and whom. */
export function consoleRoutes({
  store,
  users,
  sessions,
  random,
  log,
  demo = true,
  intents = [],
  trustProxy = false,
  limits = defaultLogInLimits,
}: ConsoleOptions): readonly ConsoleRoute[] {
  const { logIn, logOut } = createLogIn({
    users,
    sessions,
    limits: createLogInLimits(random, limits),
    log,
    trustProxy,
  });
  const conversations = createReadConversations(store);
  const api = '/console/api';
  return [
    { method: 'post', path: `${api}/login`, allows: 'everyone', handle: logIn },
    { method: 'post', path: `${api}/logout`, allows: 'everyone', handle: logOut },
    { method: 'get', path: `${api}/about`, allows: 'everyone', handle: tellAbout },
    { method: 'get', path: `${api}/me`, allows: canSeeThemselves, handle: showUser },
    { method: 'get', path: `${api}/intents`, allows: canReadConversations, handle: listIntents },
    { method: 'get', path: `${api}/conversations`, allows: canReadConversations, handle: conversations.list },
    {
      method: 'get',
      path: `${api}/conversations/:id`,
      allows: canReadConversations,
      handle: conversations.show,
    },
  ];

  async function tellAbout({ res }: Exchange): Promise<void> {
    sendJson(res, 200, { demo });
  }

  async function showUser({ res, user }: Exchange & { user: ConsoleUser }): Promise<void> {
    sendJson(res, 200, presentUser(user));
  }

  async function listIntents({ res }: Exchange): Promise<void> {
    sendJson(res, 200, { intents: intents.map(presentIntent) });
  }
}
