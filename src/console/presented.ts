import type { ChannelName, Holder, Outcome } from '../conversations/conversation-store.ts';
import type { Insight, Speaker, Taken } from '../conversations/message.ts';
import type { PresentedDesk } from './desk/presented.ts';
import type { Role } from './roles.ts';

/** What the API answers, in types only: the server's presenters and the browser's pages are both built from them. */

export interface PresentedUser {
  readonly id: string;
  readonly email: string;
  /** What visitors see. */
  readonly name: string;
  /** That they act in. */
  readonly role: Role;
  /** `missing`: an admin, who counts as an editor until there is one. */
  readonly secondFactor: 'on' | 'off' | 'missing';
}

export interface PresentedIntent {
  readonly name: string;
  /** Indonesian. */
  readonly title: string;
}

/** A cause that may have been explained. */
export interface PresentedCause {
  readonly name: string;
  /** Indonesian. */
  readonly title: string;
}

export interface PresentedSummary {
  readonly id: string;
  readonly channel: ChannelName;
  readonly holder: Holder;
  readonly agent?: PresentedAgent | undefined;
  readonly outcome: Outcome;
  /** 1 to 5. */
  readonly rating?: number | undefined;
  /** ISO 8601, UTC, both. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
  /** Of the support team. */
  readonly tags?: readonly string[] | undefined;
  /** For whom the chat is meant that nobody has taken yet. */
  readonly assignee?: PresentedAgent | undefined;
  /** ISO 8601, UTC; only while the user waits for a person. */
  readonly waitingSince?: string | undefined;
  readonly intents: readonly string[];
  /** Names; `GET causes` has their titles. */
  readonly causes: readonly string[];
  /** How many requests nobody understood. */
  readonly fallbacks: number;
  readonly lastUserText: string;
  /** In the list: whoever asks has not read everything. */
  readonly unread?: boolean | undefined;
  /** Of a search. */
  readonly excerpt?: PresentedExcerpt | undefined;
}

export interface PresentedPage {
  readonly conversations: readonly PresentedSummary[];
  /** Give it back as `cursor`; absent on the last page. */
  readonly next?: string;
  /** Of a search: older chats are still being read, and some may be missing. In conversations. */
  readonly indexing?: { readonly indexed: number; readonly of: number };
}

/** The newest message that says what was searched for, or the part of it around the first place. */
export interface PresentedExcerpt {
  readonly sequence: number;
  readonly from: Speaker;
  readonly pieces: readonly { readonly text: string; readonly found: boolean }[];
}

/** What the bot will ask about by itself, e.g. `payment`. */
export interface PresentedFollowUp {
  readonly about: string;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}

/** Who holds the chat, while a person does. */
export interface PresentedAgent {
  readonly id: string;
  readonly name: string;
}

export interface PresentedRating {
  readonly score: number;
  readonly comment?: string | undefined;
  readonly at: string;
}

/** One line of a case's summary, in Indonesian. */
export interface PresentedFact {
  readonly name: string;
  readonly value: string;
}

export interface PresentedConversation {
  readonly id: string;
  readonly channel: ChannelName;
  readonly holder: Holder;
  readonly agent?: PresentedAgent | undefined;
  readonly outcome: Outcome;
  readonly rating?: PresentedRating | undefined;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
  /** Earliest first. */
  readonly followUps: readonly PresentedFollowUp[];
}

export interface PresentedMessage {
  readonly sequence: number;
  readonly at: string;
  readonly from: Speaker;
  readonly text: string;
  /** Of an agent: as the visitor saw it. */
  readonly name?: string | undefined;
  /** Titles of the answers that could be tapped. */
  readonly choices: readonly string[];
  /** Title of the link that came with it; its address stays here, for it may be somebody's one-time page. */
  readonly link?: string | undefined;
  readonly intent?: string | undefined;
  readonly confidence?: number | undefined;
  readonly kind?: Insight['kind'] | undefined;
  readonly taken?: Taken | undefined;
  /** Names of what was found in it, e.g. of a quoted message of the app. */
  readonly because?: readonly string[] | undefined;
  /** Somebody asked for something, and the bot missed it or was not sure. */
  readonly misunderstood?: boolean | undefined;
  readonly dialog?: string | undefined;
  readonly step?: string | undefined;
  /** On the first message of a turn: what it took. */
  readonly work?: PresentedWork | undefined;
}

/** Times in milliseconds. */
export interface PresentedWork {
  readonly took: number;
  readonly calls: readonly {
    readonly operation: string;
    readonly answer: string;
    readonly took: number;
  }[];
}

/** A message that has not reached its platform; whatever else was said on the bot's side has. */
export interface PresentedUndelivered {
  readonly sequence: number;
  readonly state: 'waiting' | 'failed';
  /** That have failed. */
  readonly attempts: number;
  /** A short code, e.g. `telegram-403`. */
  readonly problem?: string | undefined;
}

/** What taking over, replying and giving back left behind; nothing was said when it was so already. */
export interface PresentedChange {
  readonly conversation: PresentedConversation;
  readonly desk: PresentedDesk;
  readonly messages: readonly PresentedMessage[];
}

export interface PresentedTranscript {
  readonly conversation: PresentedConversation;
  readonly desk: PresentedDesk;
  readonly summary: readonly PresentedFact[];
  readonly messages: readonly PresentedMessage[];
  /** Only on channels that are pushed to: whatever is not listed has arrived at the platform. */
  readonly undelivered?: readonly PresentedUndelivered[] | undefined;
}
