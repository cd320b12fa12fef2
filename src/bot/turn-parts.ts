import type { AccountService } from '../accounts/account-service.ts';
import type { ConversationStore, TurnCommit } from '../conversations/conversation-store.ts';
import type { ErasureRecord } from '../conversations/erase-on-request.ts';
import type { Message } from '../conversations/message.ts';
import type { Sealer } from '../conversations/seal.ts';
import type { Dialogs } from '../dialogs/create-dialogs.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { Log } from '../log.ts';
import type { Clock, Random } from '../time-and-chance.ts';
import type { IntentInfo } from '../understanding/create-understanding.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { SupportBot } from './support-bot.ts';

/** What a turn works with. */
export interface TurnParts {
  readonly store: ConversationStore;
  readonly bot: SupportBot;
  readonly accounts: AccountService;
  readonly dialogs: Dialogs;
  readonly understanding: Understanding;
  readonly intents: ReadonlyMap<string, IntentInfo>;
  readonly sealer: Sealer;
  readonly incidents: Pick<IncidentStore, 'current'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** By default nobody records what users wanted erased. */
  readonly erasures?: ErasureRecord;
  /** Told after each commit, e.g. to arm the conversation's timers. */
  readonly committed?: (conversation: TurnCommit['conversation'], messages: readonly Message[]) => void;
}
