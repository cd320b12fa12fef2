import type { Agent } from './case-notes.ts';

/** What the support team keeps beside a chat. Its visitor never sees it, and it is erased with the chat. */
export interface DeskWork {
  /** Lower case, each once, in the order in which they were given. */
  readonly tags: readonly string[];
  /** Redacted before they were first written; oldest first. */
  readonly notes: readonly StaffNote[];
  /** For whom a chat is meant that nobody has taken yet. */
  readonly assignee?: Agent;
}

export interface StaffNote {
  readonly by: Agent;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
}

export const noDeskWork: DeskWork = { tags: [], notes: [] };

/** More of either would bury the chat. */
export const mostTags = 12;
export const mostNotes = 100;
