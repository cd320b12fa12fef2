import type { Receive } from '../../src/bot/inbound-message.ts';
import type { WakeUpCalls } from '../../src/bot/wake-up-calls.ts';
import { readConfig } from '../../src/config.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { Log } from '../../src/log.ts';
import { openStorage } from '../../src/open-storage.ts';
import { type Clock, secureRandom } from '../../src/time-and-chance.ts';

export interface OpenedStore {
  readonly store: ConversationStore;
  wakeUpCalls(receive: Receive): Promise<WakeUpCalls>;
  close(): Promise<void>;
}

/** A store without an assistant around it. */
export async function openStoreOf(
  environment: Readonly<Record<string, string>>,
  clock: Clock,
  log: Log,
): Promise<OpenedStore> {
  const storage = await openStorage({ config: readConfig(environment), clock, random: secureRandom, log });
  return {
    store: storage.store,
    wakeUpCalls: receive => storage.startWakeUpCalls({ receive, clock, log }),
    close: () => storage.close(),
  };
}
