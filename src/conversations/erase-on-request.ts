import type { ConversationId, UserId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { ConversationStore } from './conversation-store.ts';

/** Somebody who wants everything about them erased, and the chat in which they said so. */
export interface Asking {
  readonly conversation: ConversationId;
  readonly user: UserId;
}

/** The port to the record of such requests. What was asked and not done yet is one request, however often it is asked. */
export interface ErasureRecord {
  asked(asking: Asking): Promise<void>;
  /** `conversations`: how many were erased. */
  done(asking: Asking, conversations: number): Promise<void>;
}

/** Where nobody keeps one. */
export const noErasureRecord: ErasureRecord = { asked: async () => {}, done: async () => {} };

interface Options {
  readonly store: Pick<ConversationStore, 'eraseUser'>;
  readonly erasures: ErasureRecord;
  readonly log: Log;
}

/** Erases everything of a user who asked for it. Throws when it cannot be done now: then the request stands as open. */
export async function eraseOnRequest({ store, erasures, log }: Options, asking: Asking): Promise<void> {
  await noted(() => erasures.asked(asking));
  const conversations = await store.eraseUser(asking.user);
  await noted(() => erasures.done(asking, conversations));

  /** That it is done counts for more than that it is known. */
  async function noted(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.warn('a request to erase was not recorded', { conversation: asking.conversation, error });
    }
  }
}
