import type { Server } from 'restify';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Receive } from '../bot/inbound-message.ts';
import type { ConversationStore } from '../conversations/conversation-store.ts';
import { sendJson } from '../http/respond.ts';
import type { Learning } from '../learning/learning.ts';
import type { Log } from '../log.ts';
import { type Random, systemClock } from '../time-and-chance.ts';
import { accountRoutes } from './account/routes.ts';
import type { ChannelDesk } from './channels/channel-desk.ts';
import { channelRoutes } from './channels/routes.ts';
import { type BotContent, contentRoutes } from './content/routes.ts';
import { type DeskOptions, deskRoutes } from './desk/routes.ts';
import { learningRoutes } from './learning/routes.ts';
import { createLogIn } from './log-in.ts';
import { createLogInLimits, type LogInLimits } from './log-in-limits.ts';
import { type ConsoleRoute, type Exchange, type GuardOptions, mountRoutes } from './mount-routes.ts';
import { type NumbersOptions, numbersRoutes } from './numbers/routes.ts';
import { servePages } from './pages.ts';
import { canReadConversations, canTalkToVisitors } from './policies.ts';
import type { PresentedIntent } from './presented.ts';
import { presentCause, presentIntent } from './presenters.ts';
import { createReadConversations } from './read-conversations.ts';
import type { ReadMarks } from './read-marks/read-marks.ts';
import { readMarkRoutes } from './read-marks/routes.ts';
import { type Rights, rightsRoutes } from './rights-routes.ts';
import type { SecondFactors } from './second-factor/second-factors.ts';
import { createTurnSender } from './send-turn.ts';
import type { ConsoleSessions } from './sessions.ts';
import { createTalkToVisitors } from './talk-to-visitors.ts';
import { createUndelivered } from './undelivered.ts';
import type { ConsoleUsers } from './users.ts';

export interface ConsoleOptions extends GuardOptions {
  readonly users: ConsoleUsers;
  readonly sessions: ConsoleSessions;
  readonly secondFactors: SecondFactors;
  readonly audit: AuditLog;
  readonly rights: Rights;
  readonly store: ConversationStore;
  /** Runs a turn; what people write here goes through the same queue as everything else. */
  readonly receive: Receive;
  readonly channels: ChannelDesk;
  readonly learning: Learning;
  /** What the bot says and understands. */
  readonly content: BotContent;
  /** What answering needs beside the chats. */
  readonly desk: DeskOptions;
  readonly readMarks: ReadMarks;
  /** Where the numbers come from, and what they may lead to. */
  readonly insights: Omit<NumbersOptions, 'causes' | 'tokens'>;
  readonly random: Random;
  readonly log: Log;
  /** Folder of the built pages: console.html, console.js, console.css. */
  readonly webDir: string;
  /** Unless it is said otherwise every page says "Mode demo": when in doubt nobody is to take it for the real thing. */
  readonly demo?: boolean;
  /** Names and titles that the filter offers. */
  readonly intents?: readonly PresentedIntent[];
  /** What may be wrong, by the names that case notes use. */
  readonly causes?: ReadonlyMap<string, string>;
  readonly trustProxy?: boolean;
  /** By default each process counts for itself. */
  readonly limits?: LogInLimits;
}

/** The support team's pages at `/console` and their API at `/console/api`. */
export function mountConsole(server: Server, options: ConsoleOptions): void {
  mountRoutes(server, consoleRoutes(options), options);
  servePages(server, options.webDir);
}

/** Everything that the API answers, and whom. */
export function consoleRoutes({
  store,
  receive,
  channels,
  learning,
  content,
  desk,
  readMarks,
  insights,
  users,
  sessions,
  secondFactors,
  audit,
  rights,
  clock = systemClock,
  random,
  log,
  demo = true,
  intents = [],
  causes = new Map(),
  trustProxy = false,
  limits = createLogInLimits(random),
}: ConsoleOptions): readonly ConsoleRoute[] {
  const account = { users, sessions, secondFactors, limits, audit, trustProxy };
  const { logIn, logOut } = createLogIn({ ...account, log });
  const titles = new Map(intents.map(({ name, title }) => [name, title]));
  const names = { intents: titles, causes };
  const undeliveredIn = createUndelivered(channels.outbox);
  const conversations = createReadConversations({ store, names, undeliveredIn, readMarks, clock });
  const sendTurn = createTurnSender({ store, receive, random });
  const { takeOver, reply, release } = createTalkToVisitors({ sendTurn, audit, clock });
  const api = '/console/api';
  return [
    { method: 'post', path: `${api}/login`, allows: 'everyone', handle: logIn },
    { method: 'post', path: `${api}/logout`, allows: 'everyone', handle: logOut },
    { method: 'get', path: `${api}/about`, allows: 'everyone', handle: tellAbout },
    { method: 'get', path: `${api}/intents`, allows: canReadConversations, handle: listIntents },
    { method: 'get', path: `${api}/causes`, allows: canReadConversations, handle: listCauses },
    { method: 'get', path: `${api}/conversations`, allows: canReadConversations, handle: conversations.list },
    {
      method: 'get',
      path: `${api}/conversations/latest`,
      allows: canReadConversations,
      asksItself: true,
      handle: conversations.list,
    },
    {
      method: 'get',
      path: `${api}/conversations/:id/messages`,
      allows: canReadConversations,
      handle: conversations.older,
    },
    {
      method: 'get',
      path: `${api}/conversations/:id`,
      allows: canReadConversations,
      handle: conversations.show,
    },
    {
      method: 'post',
      path: `${api}/conversations/:id/takeover`,
      allows: canTalkToVisitors,
      handle: takeOver,
    },
    { method: 'post', path: `${api}/conversations/:id/reply`, allows: canTalkToVisitors, handle: reply },
    { method: 'post', path: `${api}/conversations/:id/release`, allows: canTalkToVisitors, handle: release },
    ...readMarkRoutes(api, { store, readMarks }),
    ...accountRoutes(api, account),
    ...rightsRoutes(api, { ...account, ...rights, store, clock, log }),
    ...deskRoutes(api, { ...desk, store, users, sendTurn, audit, names, undeliveredIn }),
    ...contentRoutes(api, { content, numbers: insights.numbers, clock: desk.clock }),
    ...channelRoutes(api, channels),
    ...learningRoutes(api, learning),
    ...numbersRoutes(api, { ...insights, tokens: rights.tokens, causes }),
  ];

  async function tellAbout({ res }: Exchange): Promise<void> {
    sendJson(res, 200, { demo });
  }

  async function listCauses({ res }: Exchange): Promise<void> {
    sendJson(res, 200, { causes: [...causes].map(([name, title]) => presentCause({ name, title })) });
  }

  async function listIntents({ res }: Exchange): Promise<void> {
    sendJson(res, 200, { intents: intents.map(presentIntent) });
  }
}
