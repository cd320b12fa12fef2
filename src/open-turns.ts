import type { AccountService } from './accounts/account-service.ts';
import type { Receive } from './bot/inbound-message.ts';
import { SupportBot } from './bot/support-bot.ts';
import { createTurns } from './bot/turn.ts';
import type { WakeUpCalls } from './bot/wake-up-calls.ts';
import type { SoundContent } from './checked-content.ts';
import type { Config } from './config.ts';
import type { ErasureRecord } from './conversations/erase-on-request.ts';
import { createSealer } from './conversations/seal.ts';
import { createDialogs, type Dialogs } from './dialogs/create-dialogs.ts';
import { noteReports } from './incidents/remember-reports.ts';
import { createSpikeWarning } from './incidents/warn-of-spikes.ts';
import { type OpenChannels, openChannels } from './open-channels.ts';
import type { AssistantStorage } from './open-storage.ts';
import type { Basics, Between } from './surroundings.ts';
import type { IntentInfo } from './understanding/create-understanding.ts';
import type { Understanding } from './understanding/understanding.ts';

interface Options extends Basics {
  readonly config: Pick<Config, 'secrets' | 'channels'>;
  readonly storage: AssistantStorage;
  readonly content: SoundContent;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly understanding: Understanding;
  readonly accounts: AccountService;
  readonly erasures: ErasureRecord;
  readonly demo: boolean;
  readonly between: Pick<Between, 'receive'>;
}

export interface OpenTurns {
  readonly dialogs: Dialogs;
  readonly receive: Receive;
  readonly channels: OpenChannels;
  /** No conversation wakes up by itself any more. */
  stopWakeUpCalls(): void;
  /** Resolves when every accepted turn has ended, and what it owes has left. */
  drained(): Promise<void>;
  /** Once nobody brings messages any more: resolves when the last turn has ended. */
  close(): Promise<void>;
}

/** The bot, and all that makes it take a turn or follows from one: timers, messaging channels, signs of an incident. */
export async function openTurns(options: Options): Promise<OpenTurns> {
  const { config, storage, content, intents, clock, random, log } = options;
  const { store, incidents, spikes, inbox, outbox } = storage;
  const secret = config.secrets.SEAL_KEY;
  const sealer = createSealer(secret);
  const dialogs = createDialogs({
    words: content.words,
    alternatives: content.alternatives,
    messages: content.understanding.errorMessages.filter(({ common }) => common === true),
    desk: content.desk,
    demo: options.demo,
  });
  const warnOfSpikes = createSpikeWarning({ spikes, incidents, clock, log });
  // Both take turns, and hear of those that were committed.
  let wakeUpCalls: WakeUpCalls | undefined;
  let channels: OpenChannels | undefined;
  const turns = createTurns({
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts: options.accounts,
    dialogs,
    understanding: options.understanding,
    intents,
    sealer,
    clock,
    random,
    log,
    incidents,
    erasures: options.erasures,
    committed(conversation, messages) {
      wakeUpCalls?.arm(conversation);
      noteReports(spikes, conversation.id, messages);
      warnOfSpikes();
      if (conversation.replyAddress !== undefined) channels?.committed();
    },
  });
  const receive = options.between.receive(turns.receive);
  const calls = await storage.startWakeUpCalls({ receive, clock, log });
  wakeUpCalls = calls;
  incidents.watch(calls.incidentChanged);
  const push = { store, inbox, outbox, receive, sealer, secret, clock, random, log };
  const connected = openChannels(config.channels, push);
  channels = connected;

  return {
    dialogs,
    receive,
    channels: connected,
    stopWakeUpCalls: calls.stop,
    async drained() {
      await calls.idle();
      await turns.drained();
      await connected.idle();
    },
    async close() {
      await connected.stop();
      await calls.idle();
      await turns.drained();
    },
  };
}
