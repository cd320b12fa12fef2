import type { Server } from 'restify';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import { sendJson } from '../http/respond.ts';
import type { Log } from '../log.ts';
import type { Random } from '../time-and-chance.ts';
import { createLogIn } from './log-in.ts';
import { createLogInLimits, defaultLogInLimits, type LogInLimitSizes } from './log-in-limits.ts';
import { type ConsoleRoute, type Exchange, type GuardOptions, mountRoutes } from './mount-routes.ts';
import { servePages } from './pages.ts';
import { canReadConversations, canSeeThemselves } from './policies.ts';
import type { PresentedIntent } from './presented.ts';
import { presentIntent, presentUser } from './presenters.ts';
import { createReadConversations } from './read-conversations.ts';
import type { ConsoleUser } from './users.ts';

export interface ConsoleOptions extends GuardOptions {
  readonly store: ConversationStore;
  readonly random: Random;
  readonly log: Log;
  /** Folder of the built pages: console.html, console.js, console.css. */
  readonly webDir: string;
  /** Unless it is said otherwise every page says "Mode demo": when in doubt nobody is to take it for the real thing. */
  readonly demo?: boolean;
  /** Names and titles that the filter offers. */
  readonly intents?: readonly PresentedIntent[];
  readonly trustProxy?: boolean;
  readonly limits?: LogInLimitSizes;
}

/** The support team's pages at `/console` and their API at `/console/api`. */
export function mountConsole(server: Server, options: ConsoleOptions): void {
  mountRoutes(server, consoleRoutes(options), options);
  servePages(server, options.webDir);
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
