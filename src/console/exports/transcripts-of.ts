import type {
  ConversationStore,
  ConversationSummary,
  ListQuery,
} from '../../conversations/conversation-store.ts';
import { type ExportedTranscript, onlyDamage } from '../../conversations/transcripts/read-conversations.ts';
import type { ConversationId } from '../../ids.ts';

const atOnce = 100;

/**
 * Every conversation that the query finds, the newest activity first, one in memory at a time. One in which somebody
 * writes meanwhile moves to the front, past the reader: what moved is read afterwards. A damaged one is left out.
 *
 * @param since ISO 8601: when the reading began
 */
export async function* transcriptsOf(
  store: Pick<ConversationStore, 'list' | 'messages'>,
  query: ListQuery,
  since: string,
): AsyncGenerator<ExportedTranscript> {
  const seen = new Set<ConversationId>();
  yield* unseen(query);
  if (query.until === undefined || query.until > since) yield* unseen({ ...query, since });

  async function* unseen(wanted: ListQuery): AsyncGenerator<ExportedTranscript> {
    for await (const summary of summariesOf(store, wanted)) {
      if (seen.has(summary.id)) continue;
      seen.add(summary.id);
      const messages = await store.messages(summary.id).catch(onlyDamage);
      if (messages !== 'damaged') yield { summary, messages };
    }
  }
}

async function* summariesOf(
  { list }: Pick<ConversationStore, 'list'>,
  query: ListQuery,
): AsyncGenerator<ConversationSummary> {
  let page = await list({ ...query, limit: atOnce });
  yield* page.conversations;
  while (page.next !== undefined) {
    page = await list({ ...query, limit: atOnce, cursor: page.next });
    yield* page.conversations;
  }
}
