import type { DeskState } from '../../content/office-hours.ts';
import type {
  PresentedAgent,
  PresentedConversation,
  PresentedFact,
  PresentedMessage,
  PresentedSummary,
  PresentedUndelivered,
} from '../presented.ts';

/** What the API answers of the support team's own work, in types only. */

/** What the team keeps beside a chat. */
export interface PresentedDesk {
  /** Grows with everything that happens in the chat. */
  readonly version: number;
  readonly tags: readonly string[];
  /** Oldest first. */
  readonly notes: readonly PresentedNote[];
  /** For whom the chat is meant that nobody has taken yet. */
  readonly assignee?: PresentedAgent | undefined;
}

export interface PresentedNote {
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly text: string;
}

/** Somebody else who has the chat open right now. */
export interface PresentedViewer {
  readonly name: string;
  readonly typing: boolean;
}

/** What has changed since the version and the message that the page knows; `news` is absent when nothing has. */
export interface PresentedWatch {
  readonly viewers: readonly PresentedViewer[];
  readonly visitorTyping: boolean;
  /** As in the transcript; it changes without any news. */
  readonly undelivered?: readonly PresentedUndelivered[] | undefined;
  readonly news?: PresentedNews;
}

export interface PresentedNews {
  readonly conversation: PresentedConversation;
  readonly desk: PresentedDesk;
  readonly summary: readonly PresentedFact[];
  /** The new ones only. */
  readonly messages: readonly PresentedMessage[];
}

export interface PresentedQueue {
  /** ISO 8601, UTC: the server's time, which waiting times are counted by. */
  readonly now: string;
  readonly hours: DeskState;
  /** Whoever waits longest is first. */
  readonly waiting: readonly PresentedCase[];
  /** Chats that people hold, the newest activity first. */
  readonly held: readonly PresentedCase[];
}

export interface PresentedCase {
  readonly conversation: PresentedSummary;
  readonly summary: readonly PresentedFact[];
}

/** A prepared answer for this chat, with everything filled in that is known. */
export interface PresentedCannedReply {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** What it needs and this chat has not: it cannot be used here. */
  readonly missing: readonly string[];
}
