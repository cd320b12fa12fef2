import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Receive } from './bot/inbound-message.ts';
import { soundContent } from './checked-content.ts';
import type { Config } from './config.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { Inbox } from './conversations/inbox.ts';
import type { Outbox } from './conversations/outbox.ts';
import { listen } from './http/listen.ts';
import type { IncidentStore } from './incidents/incident-store.ts';
import { trainInWorker } from './learning/training/train-in-worker.ts';
import { createLog } from './log.ts';
import { mountServer } from './mount-server.ts';
import { DayNumbers } from './numbers/day-numbers.ts';
import { createNumbers } from './numbers/numbers.ts';
import { settledDaysName } from './numbers/settled-days.ts';
import { openAccounts } from './open-accounts.ts';
import { openLearning } from './open-learning.ts';
import { openRights } from './open-rights.ts';
import { openStorage } from './open-storage.ts';
import { openTurns } from './open-turns.ts';
import { type Stage, stopwatch } from './operator.ts';
import { nothingBetween, type Surroundings } from './surroundings.ts';
import { secureRandom, systemClock } from './time-and-chance.ts';
import { createUnderstanding, presentIntents } from './understanding/create-understanding.ts';
import { startUpkeep } from './upkeep.ts';

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

/** The composition root: with the `open-...` files beside it the only place that knows every adapter. */
export async function startAssistant(config: Config, surroundings: Surroundings = {}): Promise<Assistant> {
  const { clock = systemClock, random = secureRandom, log = createLog(config.logLevel) } = surroundings;
  const basics = { clock, random, log };
  const between = { ...nothingBetween, ...surroundings.between };
  const stages = stopwatch();

  const content = surroundings.content ?? (await soundContent(config.contentDir));
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

  const opened = await openStorage({ config, ...basics });
  const storage = { ...opened, store: between.store(opened.store) };
  const { trainer = trainInWorker(join(ownFolder, 'train-worker.js')) } = surroundings;
  const learnt = { storage, base, content: content.understanding, config, trainer, clock, log };
  const { learning, model } = await openLearning(learnt);
  const understanding = between.understanding(model);
  const { retentionDays, secrets } = config;
  const rights = openRights({ storage, secret: secrets.SEAL_KEY, clock, random, retentionDays });
  const settled = storage.shelf(settledDaysName, DayNumbers);
  const numbers = createNumbers({ facts: storage.facts, settled, retentionDays, clock });
  const erasures = rights.rights.requests.inChat;
  stages.done('storage');

  let callbackUrl: string | undefined;
  const institution = await openAccounts(config, basics, () => callbackUrl);
  const { mock, demo } = institution;
  const accounts = between.accounts(institution.accounts);
  stages.done('account service');

  const shared = { ...basics, config, storage, content, intents, understanding };
  const turns = await openTurns({ ...shared, accounts, erasures, demo, between });
  const { webDir = join(ownFolder, 'web') } = surroundings;
  let ready = false;
  const served = { ...shared, learning, rights, numbers, institution, turns, webDir, isReady: () => ready };
  const { server, webChat } = mountServer(served);
  const listening = await listen(server, { host: config.host, port: config.port });
  callbackUrl = `${listening.url}/hooks/account-service`;
  ready = true;
  stages.done('listening');
  const stopUpkeep = startUpkeep({ numbers, store: storage.store, retentionDays, clock, log });
  const remembering = storage
    .rememberReports()
    .catch(error => log.error('the last reports could not be read', { error }));

  const { store, incidents, inbox, outbox } = storage;
  const { receive, drained } = turns;
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

  async function end(isReady: boolean): Promise<void> {
    ready = isReady;
    stopUpkeep();
    turns.stopWakeUpCalls();
    webChat.close();
    await listening.close();
    await turns.close();
    await remembering;
    await learning.close();
    await mock?.close();
    await storage.close();
  }
}
