import type { AccountService } from './accounts/account-service.ts';
import type { Receive } from './bot/inbound-message.ts';
import type { SoundContent } from './checked-content.ts';
import type { ConversationStore } from './conversations/conversation-store.ts';
import type { Trainer } from './learning/training/train-in-worker.ts';
import type { Log } from './log.ts';
import type { Clock, Random } from './time-and-chance.ts';
import type { Understanding } from './understanding/understanding.ts';

/** What nearly every part needs. */
export interface Basics {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** What a test may bring along instead of the real thing. */
export interface Surroundings extends Partial<Basics> {
  /** Reading takes a while; many assistants in one process may share what was read. */
  readonly content?: SoundContent;
  /** Training takes a while, too. */
  readonly understanding?: Understanding;
  /** Runs trainings; by default in the built worker beside the built server. */
  readonly trainer?: Trainer;
  /** Where the built pages are. */
  readonly webDir?: string;
  /** Stands between a turn and what it works with, e.g. to end the process at a certain point. */
  readonly between?: Partial<Between>;
}

/** Each gets the real thing and answers what is used in its place. */
export interface Between {
  store(store: ConversationStore): ConversationStore;
  understanding(understanding: Understanding): Understanding;
  accounts(accounts: AccountService): AccountService;
  receive(receive: Receive): Receive;
}

export const nothingBetween: Between = {
  store: store => store,
  understanding: understanding => understanding,
  accounts: accounts => accounts,
  receive: receive => receive,
};
