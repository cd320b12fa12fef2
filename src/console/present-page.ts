import type {
  ConversationPage,
  ConversationSummary,
  FoundMessage,
} from '../conversations/conversation-store.ts';
import { excerptOf } from '../conversations/search/excerpt.ts';
import { type SearchWord, searchWords } from '../conversations/search/words.ts';
import type { PresentedExcerpt, PresentedPage } from './presented.ts';
import { presentSummary } from './presenters.ts';

interface Reader {
  /** What they searched for. */
  readonly text: string | undefined;
  readonly unread: (summary: ConversationSummary) => boolean;
}

/** A page of the list; of a search with the places where the words stand. */
export function presentPage(
  { conversations, next, found = [], indexing }: ConversationPage,
  { text, unread }: Reader,
): PresentedPage {
  const words = searchWords(text);
  const excerpts = new Map(found.map(one => [one.conversation, presentExcerpt(one, words)]));
  return {
    conversations: conversations.map(summary => ({
      ...presentSummary(summary),
      unread: unread(summary) || undefined,
      excerpt: excerpts.get(summary.id),
    })),
    ...(next !== undefined && { next }),
    ...(indexing && { indexing: { indexed: indexing.indexed, of: indexing.of } }),
  };
}

function presentExcerpt({ message }: FoundMessage, words: readonly SearchWord[]): PresentedExcerpt {
  return {
    sequence: message.sequence,
    from: message.from,
    pieces: excerptOf(message.text, words).map(({ text, found }) => ({ text, found })),
  };
}
