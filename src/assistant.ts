import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHttpAccountService } from './accounts/http-account-service.ts';
import type { Receive } from './bot/inbound-message.ts';
import { SupportBot } from './bot/support-bot.ts';
import { createTurns } from './bot/turn.ts';
import type { WakeUpCalls } from './bot/wake-up-calls.ts';
import { mountAccountEvents } from './channels/account-events/mount.ts';
import { mountHealth } from './channels/health/mount.ts';
import { mountWebChat } from './channels/web-chat/routes.ts';
import { createTokens } from './channels/web-chat/tokens.ts';
import { mountWebPages } from './channels/web-pages/routes.ts';
import { soundContent } from './checked-content.ts';
import type { Config } from './config.ts';
import { mountConsole } from './console/routes.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { Inbox } from './conversations/inbox.ts';
import type { Outbox } from './conversations/outbox.ts';
import { createSealer } from './conversations/seal.ts';
import { createDialogs } from './dialogs/create-dialogs.ts';
import { createHttpServer } from './http/create-server.ts';
import { listen } from './http/listen.ts';
import type { IncidentStore } from './incidents/incident-store.ts';
import { noteReports } from './incidents/remember-reports.ts';
import { waitsForNothing } from './incidents/waits-for-nothing.ts';
import { createSpikeWarning } from './incidents/warn-of-spikes.ts';
import { trainInWorker } from './learning/training/train-in-worker.ts';
import { createLog } from './log.ts';
import { createNumbers } from './numbers/numbers.ts';
import { type OpenChannels, openChannels } from './open-channels.ts';
import { openLearning } from './open-learning.ts';
import { openRights } from './open-rights.ts';
import { openStorage } from './open-storage.ts';
import { type Stage, stopwatch } from './operator.ts';
import { startRetention } from './retention.ts';
import { startMock } from './start-mock.ts';
import { nothingBetween, type Surroundings } from './surroundings.ts';
import { secureRandom, systemClock } from './time-and-chance.ts';
import { createUnderstanding, presentIntents } from './understanding/create-understanding.ts';

/** Of the built server. */
const ownFolder = fileURLToPath(new URL('.', import.meta.url));

export interface Assistant {
  /** E.g. `http://127.0.0.1:3978`. */
  readonly url: string;
  /** Of the mock account service; undefined when another one is used. */
  readonly accountUrl: string | undefined;
  readonly store: ConversationStore;
  readonly incidents: IncidentStore;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly receive: Receive;
  /** Resolves when every accepted turn has ended. */
  drained(): Promise<void>;
  /** What start-up was spent on. */
  readonly stages: readonly Stage[];
  /** Not ready at once; running turns end; then everything is let go. */
  close(): Promise<void>;
  /** The same for one whose place another has taken: whoever still asks it is told that here somebody is ready. */
  giveWay(): Promise<void>;
}

/** The composition root: the only place that knows every adapter. */
export async function startAssistant(config: Config, surroundings: Surroundings = {}): Promise<Assistant> {
  const { clock = systemClock, random = secureRandom, log = createLog(config.logLevel) } = surroundings;
  const { contentDir, secrets } = config;
  const between = { ...nothingBetween, ...surroundings.between };
  const stages = stopwatch();

  const content = surroundings.content ?? (await soundContent(contentDir));
  const intents = new Map(presentIntents(content.understanding).map(intent => [intent.name, intent]));
  stages.done('content');
  const base =
    surroundings.understanding ??
    createUnderstanding({
      content: content.understanding,
      kind: config.understanding,
      cacheDir: config.modelDir,
      tell: line => log.info(line),
    });
  stages.done('model');
  const storage = await openStorage({ config, clock, random, log });
  const { trainer = trainInWorker(join(ownFolder, 'train-worker.js')) } = surroundings;
  const learnt = { storage, base, content: content.understanding, config, trainer, clock, log };
  const { learning, model } = await openLearning(learnt);
  const understanding = between.understanding(model);
  const { incidents, spikes } = storage;
  const store = between.store(storage.store);
  stages.done('storage');

  const rights = openRights({
    storage,
    secret: secrets.SEAL_KEY,
    clock,
    random,
    retentionDays: config.retentionDays,
  });
  const erasures = rights.rights.requests.inChat;

  let callbackUrl: string | undefined;
  const mock =
    config.accountApiUrl === undefined
      ? await startMock(config, { clock, random, log }, () => callbackUrl)
      : undefined;
  const accountApiUrl = config.accountApiUrl ?? mock?.url ?? '';
  const accounts = between.accounts(
    createHttpAccountService({ baseUrl: accountApiUrl, apiKey: secrets.ACCOUNT_API_KEY, clock }),
  );
  stages.done('account service');

  const demo = mock !== undefined || config.accountApiIsMock;
  const dialogs = createDialogs({
    words: content.words,
    alternatives: content.alternatives,
    messages: content.understanding.errorMessages.filter(({ common }) => common === true),
    desk: content.desk,
    demo,
  });
  let wakeUpCalls: WakeUpCalls | undefined;
  const warnOfSpikes = createSpikeWarning({ spikes, incidents, clock, log });
  const sealer = createSealer(secrets.SEAL_KEY);
  let channels: OpenChannels | undefined;
  const turns = createTurns({
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts,
    dialogs,
    understanding,
    intents,
    sealer,
    clock,
    random,
    log,
    incidents,
    erasures,
    committed(conversation, messages) {
      wakeUpCalls?.arm(conversation);
      noteReports(spikes, conversation.id, messages);
      warnOfSpikes();
      if (conversation.replyAddress !== undefined) channels?.committed();
    },
  });
  const receive = between.receive(turns.receive);
  wakeUpCalls = await storage.startWakeUpCalls({ receive, clock, log });
  incidents.watch(current => wakeUpCalls?.hasten(waitsForNothing(current)));
  const { inbox, outbox } = storage;
  const secret = secrets.SEAL_KEY;
  channels = openChannels(config.channels, {
    store,
    inbox,
    outbox,
    receive,
    sealer,
    secret,
    clock,
    random,
    log,
  });

  let ready = false;
  const server = createHttpServer({
    log,
    random,
    behindTls: config.publicUrl?.startsWith('https:') ?? false,
    behindProxy: config.trustProxy,
  });
  const { development, widgetOrigins, publicUrl, trustProxy } = config;
  const webChat = mountWebChat(server, {
    store,
    receive,
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
    erasures,
  });
  storage.typing.onAgent(webChat.typing);
  channels.listen(server);
  mountAccountEvents(server, { store, receive, secret: secrets.ACCOUNT_CALLBACK_SECRET, clock });
  mountHealth(server, { isReady: () => ready, check: storage.check, channels: channels.statuses });
  const webDir = surroundings.webDir ?? join(ownFolder, 'web');
  const accountPublicUrl = config.accountPublicUrl ?? accountApiUrl;
  mountWebPages(server, { webDir, demo, accountPublicUrl, development });
  const { health, retried } = channels;
  mountConsole(server, {
    store,
    receive,
    channels: { inbox, outbox, health, retried, audit: storage.audit, clock },
    learning,
    content: {
      dialogs: content.botDialogs,
      intents: content.understanding.intents,
      understanding,
    },
    desk: {
      clock,
      presence: storage.presence,
      officeHours: content.desk,
      cannedReplies: content.cannedReplies,
      typing: storage.typing,
    },
    readMarks: storage.readMarks,
    insights: { numbers: createNumbers(storage.facts, clock), incidents, spikes, audit: storage.audit },
    ...rights,
    limits: storage.logInLimits,
    random,
    log,
    webDir,
    demo,
    intents: [...intents.values()],
    causes: dialogs.causeNames,
    trustProxy,
    publicUrl,
  });
  const listening = await listen(server, { host: config.host, port: config.port });
  callbackUrl = `${listening.url}/hooks/account-service`;
  ready = true;
  stages.done('listening');
  const stopRetention = startRetention({ store, days: config.retentionDays, clock, log });
  const remembering = storage
    .rememberReports()
    .catch(error => log.error('the last reports could not be read', { error }));

  return {
    url: listening.url,
    accountUrl: mock?.url,
    store,
    incidents,
    inbox,
    outbox,
    receive,
    drained,
    stages: stages.all,
    close: () => end(false),
    giveWay: () => end(true),
  };

  async function drained(): Promise<void> {
    await wakeUpCalls?.idle();
    await turns.drained();
    await channels?.idle();
  }

  async function end(isReady: boolean): Promise<void> {
    ready = isReady;
    stopRetention();
    wakeUpCalls?.stop();
    webChat.close();
    await listening.close();
    await channels?.stop();
    await wakeUpCalls?.idle();
    await turns.drained();
    await remembering;
    await learning.close();
    await mock?.close();
    await storage.close();
  }
}
