import type { ConversationStore } from '../conversations/conversation-store.ts';
import type { Message } from '../conversations/message.ts';
import type { ConversationId } from '../ids.ts';
import type { Clock } from '../time-and-chance.ts';
import { type Spikes, spikeMemory } from './spikes.ts';

/** Counts what users report in `messages`. */
export function noteReports(
  spikes: Pick<Spikes, 'note'>,
  conversation: ConversationId,
  messages: readonly Message[],
): void {
  for (const { insight, at } of messages) {
    if (insight?.kind !== 'understood') continue;
    spikes.note({ conversation, intent: insight.intent, at: Date.parse(at) });
  }
}

/** After a start: what the last hours were about, read from the conversations themselves. */
export async function rememberReports(
  spikes: Pick<Spikes, 'note'>,
  store: Pick<ConversationStore, 'list' | 'messages'>,
  clock: Clock,
): Promise<void> {
  const oldest = clock.now() - spikeMemory;
  const since = new Date(oldest).toISOString();
  let cursor: string | undefined;
  do {
    const page = await store.list({ since, limit: 200, ...(cursor !== undefined && { cursor }) });
    for (const { id } of page.conversations) {
      const messages = await store.messages(id);
      noteReports(
        spikes,
        id,
        messages.filter(({ at }) => Date.parse(at) > oldest),
      );
    }
    cursor = page.next;
  } while (cursor !== undefined);
}
