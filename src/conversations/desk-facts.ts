import type { Conversation, ConversationSummary } from './conversation-store.ts';

/** What lists show of the support team's part in a conversation. */
export function deskFacts({
  desk,
  holder,
  notes,
}: Pick<Conversation, 'desk' | 'holder' | 'notes'>): Pick<
  ConversationSummary,
  'tags' | 'assignee' | 'waitingSince'
> {
  const waits = holder === 'waiting' && notes.personWantedAt !== undefined;
  return {
    ...(desk && desk.tags.length > 0 && { tags: desk.tags }),
    ...(desk?.assignee && { assignee: desk.assignee }),
    ...(waits && { waitingSince: notes.personWantedAt }),
  };
}
