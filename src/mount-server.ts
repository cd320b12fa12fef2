import type { Server } from 'restify';
import { mountAccountEvents } from './channels/account-events/mount.ts';
import { mountHealth } from './channels/health/mount.ts';
import { mountWebChat, type WebChat } from './channels/web-chat/routes.ts';
import { createTokens } from './channels/web-chat/tokens.ts';
import { mountWebPages } from './channels/web-pages/routes.ts';
import type { SoundContent } from './checked-content.ts';
import type { Config } from './config.ts';
import { mountConsole } from './console/routes.ts';
import { createHttpServer } from './http/create-server.ts';
import type { Learning } from './learning/learning.ts';
import type { Numbers } from './numbers/numbers.ts';
import type { OpenAccounts } from './open-accounts.ts';
import type { openRights } from './open-rights.ts';
import type { AssistantStorage } from './open-storage.ts';
import type { OpenTurns } from './open-turns.ts';
import type { Basics } from './surroundings.ts';
import type { IntentInfo } from './understanding/create-understanding.ts';
import type { Understanding } from './understanding/understanding.ts';

interface Options extends Basics {
  readonly config: Config;
  readonly storage: AssistantStorage;
  readonly content: SoundContent;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly understanding: Understanding;
  readonly learning: Learning;
  readonly rights: ReturnType<typeof openRights>;
  readonly numbers: Numbers;
  readonly institution: OpenAccounts;
  readonly turns: OpenTurns;
  /** Of the built pages. */
  readonly webDir: string;
  readonly isReady: () => boolean;
}

/** Everything that answers on the one port: chats, messaging channels, news of the account service, health, pages, console. */
export function mountServer(options: Options): { readonly server: Server; readonly webChat: WebChat } {
  const { config, storage, turns, institution, webDir, random, log } = options;
  const server = createHttpServer({
    log,
    random,
    behindTls: config.publicUrl?.startsWith('https:') ?? false,
    behindProxy: config.trustProxy,
  });
  const webChat = mountChat(server, options);
  turns.channels.listen(server);
  mountAccountEvents(server, {
    store: storage.store,
    receive: turns.receive,
    secret: config.secrets.ACCOUNT_CALLBACK_SECRET,
    clock: options.clock,
  });
  mountHealth(server, {
    isReady: options.isReady,
    check: storage.check,
    channels: turns.channels.statuses,
  });
  mountWebPages(server, {
    webDir,
    demo: institution.demo,
    accountPublicUrl: institution.publicUrl,
    development: config.development,
  });
  mountSupportConsole(server, options);
  return { server, webChat };
}

function mountChat(server: Server, options: Options): WebChat {
  const { config, storage, turns, rights, clock, random, log } = options;
  const { secrets, widgetOrigins, development, publicUrl, trustProxy } = config;
  const webChat = mountWebChat(server, {
    store: storage.store,
    receive: turns.receive,
    tokens: createTokens({ key: secrets.TOKEN_KEY, clock }),
    resume: storage.resume,
    directLineSecret: secrets.DIRECTLINE_SECRET,
    widgetOrigins,
    development,
    clock,
    random,
    log,
    publicUrl,
    trustProxy,
    visitorWrites: storage.typing.visitorWrites,
    erasures: rights.rights.requests.inChat,
  });
  storage.typing.onAgent(webChat.typing);
  return webChat;
}

function mountSupportConsole(server: Server, options: Options): void {
  const { config, storage, turns, content, intents, clock, random, log } = options;
  const { store, inbox, outbox, audit, incidents, spikes, presence, typing } = storage;
  const { receive, channels, dialogs } = turns;
  const { health, retried } = channels;
  mountConsole(server, {
    ...options.rights,
    store,
    receive,
    channels: { inbox, outbox, health, retried, audit, clock },
    learning: options.learning,
    content: {
      dialogs: content.botDialogs,
      intents: content.understanding.intents,
      understanding: options.understanding,
    },
    desk: { clock, presence, officeHours: content.desk, cannedReplies: content.cannedReplies, typing },
    readMarks: storage.readMarks,
    insights: { numbers: options.numbers, incidents, spikes, audit },
    limits: storage.logInLimits,
    random,
    log,
    webDir: options.webDir,
    demo: options.institution.demo,
    intents: [...intents.values()],
    causes: dialogs.causeNames,
    trustProxy: config.trustProxy,
    publicUrl: config.publicUrl,
  });
}
