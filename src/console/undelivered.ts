import type { Conversation } from '../conversations/conversation-store.ts';
import type { Outbox } from '../conversations/outbox.ts';
import type { PresentedUndelivered } from './presented.ts';
import { presentUndelivered } from './presenters.ts';

/** What of a chat has not reached its platform; `undefined` where nothing is pushed to: the website fetches. */
export type UndeliveredIn = (
  conversation: Conversation,
) => Promise<readonly PresentedUndelivered[] | undefined>;

export function createUndelivered(outbox: Pick<Outbox, 'undeliveredOf'>): UndeliveredIn {
  return async ({ id, replyAddress }) =>
    replyAddress === undefined ? undefined : (await outbox.undeliveredOf(id)).map(presentUndelivered);
}
