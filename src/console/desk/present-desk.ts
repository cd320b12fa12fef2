import type { Conversation } from '../../conversations/conversation-store.ts';
import { noDeskWork } from '../../conversations/desk-work.ts';
import type { PresentedDesk } from './presented.ts';

export function presentDesk({
  version,
  desk = noDeskWork,
}: Pick<Conversation, 'version' | 'desk'>): PresentedDesk {
  return {
    version,
    tags: desk.tags,
    notes: desk.notes.map(({ by, at, text }) => ({ by: by.name, at, text })),
    assignee: desk.assignee && { id: desk.assignee.id, name: desk.assignee.name },
  };
}
