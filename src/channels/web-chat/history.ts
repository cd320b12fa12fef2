import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { Message } from '../../conversations/message.ts';
import type { ConversationId } from '../../ids.ts';
import type { Log } from '../../log.ts';
import { type Names, toActivity } from './activity.ts';
import type { Grant } from './tokens.ts';

/** A client's watermark is the last sequence it has seen; absent or unreadable means "from the beginning". */
export function readWatermark(text: string | null | undefined): number {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Of one answer: whoever has more to read asks for it with the next watermark. */
export const mostAtOnce = 200;

export interface Unseen {
  /** The last message that the client has seen, if it has seen any that still exists. */
  readonly seen: Message | undefined;
  /** The oldest first, `mostAtOnce` at the most. */
  readonly unseen: readonly Message[];
}

/**
 * What a client has not seen yet. A watermark beyond the end comes from before the conversation was erased and begun
 * again: keeping it would hide everything said since, so the client gets all there is.
 */
export async function readUnseen(
  store: ConversationStore,
  conversation: ConversationId,
  watermark: number,
): Promise<Unseen> {
  const fromTheBeginning = () => store.messages(conversation, 0, 1 + mostAtOnce);
  if (watermark === 0) return { seen: undefined, unseen: await fromTheBeginning() };
  const [seen, ...unseen] = await store.messages(conversation, watermark - 1, watermark + 1 + mostAtOnce);
  return { seen, unseen: seen ? unseen : await fromTheBeginning() };
}

/** What a client has not seen yet as an answer to polling, with the next watermark. */
export type ReadHistory = (
  grant: Grant,
  watermark: number,
) => Promise<{ readonly activities: readonly unknown[]; readonly watermark: string }>;

/** The official client never polls again after a 5xx, so trouble of ours looks like silence until it is over. */
export function createHistory({
  store,
  log,
  names,
}: {
  store: ConversationStore;
  log: Log;
  names: Names;
}): ReadHistory {
  return async (grant, watermark) => {
    const { conversation } = grant;
    try {
      const { seen, unseen } = await readUnseen(store, conversation, watermark);
      const last = unseen.at(-1) ?? seen;
      return {
        activities: unseen.map(message => toActivity(message, { ...grant, names })),
        watermark: String(last?.sequence ?? 0),
      };
    } catch (error) {
      log.error('history failed', { conversation, channel: 'web', error });
      return { activities: [], watermark: String(watermark) };
    }
  };
}
