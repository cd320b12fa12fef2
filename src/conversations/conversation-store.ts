import type { ConversationId, DedupeKey, UserId } from '../ids.ts';
import type { Agent, CaseNotes, Rating } from './case-notes.ts';
import type { DeskWork } from './desk-work.ts';
import type { Message } from './message.ts';

/**
 * Where conversations live. One commit a turn, atomic and durable: state, messages, de-duplication key and timers are
 * written together or not at all. Adapters: lowdb (embedded) and PostgreSQL, one contract suite for both. What is handed in or
 * out is not copied: nobody changes it afterwards.
 */
export interface ConversationStore {
  /** Absent is a value (`undefined`); a damaged document throws `Failure('document-damaged')` after it was quarantined. */
  load(id: ConversationId): Promise<Conversation | undefined>;
  /** Everything with a sequence greater than `after` and less than `before`, in order. An unknown conversation has no messages. */
  messages(id: ConversationId, after?: number, before?: number): Promise<readonly Message[]>;
  /** Has this key been committed within the last 8 days? */
  hasHandled(id: ConversationId, key: DedupeKey): Promise<boolean>;
  /**
   * Writes a turn durably, then tells the watchers. Throws `Failure('stale-version')` when `commit.baseVersion` is not the
   * stored version (0 for a new conversation): somebody else committed in between and the turn must run again.
   */
  commit(commit: TurnCommit): Promise<void>;
  /** Calls back with the new messages after each commit; the returned function stops it. */
  watch(id: ConversationId, onMessages: (messages: readonly Message[]) => void): () => void;
  /** Newest activity first, keyset paging. */
  list(query: ListQuery): Promise<ConversationPage>;
  /** Removes every conversation of this user; answers how many there were. */
  eraseUser(user: UserId): Promise<number>;
  /** Removes this one only; its user keeps all others. Was it there? */
  eraseConversation(id: ConversationId): Promise<boolean>;
  /** Removes every conversation in which nothing has been committed since `moment` (milliseconds since the epoch); how many? */
  eraseIdleSince(moment: number): Promise<number>;
  /**
   * Runs `work` while nobody else, in whatever process, does so for this conversation. Throws
   * `Failure('conversation-busy')` when somebody else does not come to an end.
   */
  exclusively<T>(id: ConversationId, work: () => Promise<T>): Promise<T>;
  /** All timers of all conversations, earliest first. */
  timers(): Promise<readonly DueTimer[]>;
  /** Reads every document and checks it against its schema. */
  verify(): Promise<VerifyReport>;
  close(): Promise<void>;
}

export const channelNames = ['web', 'bot-framework', 'telegram', 'whatsapp'] as const;
export type ChannelName = (typeof channelNames)[number];

/** `waiting`: handed over, no person has taken it yet. While a `person` holds the chat the bot is silent. */
export const holders = ['bot', 'waiting', 'person'] as const;
export type Holder = (typeof holders)[number];

/**
 * How the conversation stands. `solved`: the user said they can log in. `reset`: the password was changed, not confirmed yet.
 * `advised`: the cause was explained. `handedOver`: a person, 175 or a branch has to go on.
 */
export const outcomes = ['open', 'advised', 'reset', 'solved', 'handedOver', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

/** Everything about a conversation but its messages. */
export interface Conversation {
  readonly id: ConversationId;
  readonly channel: ChannelName;
  readonly user: UserId;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** Number of commits so far: the fencing token. */
  readonly version: number;
  readonly lastSequence: number;
  readonly holder: Holder;
  /** Who holds the chat while `holder` is `person`. */
  readonly agent?: Agent;
  readonly outcome: Outcome;
  readonly notes: CaseNotes;
  /** Given at most once. */
  readonly rating?: Rating;
  /** Tags and notes of the support team; absent while there are none. */
  readonly desk?: DeskWork;
  /** The dialogs' own state: plain JSON, opaque to the store, secrets in it sealed. */
  readonly state: JsonObject;
  readonly timers: readonly Timer[];
  /**
   * Where the channel delivers to, sealed. With it a commit owes every message of the bot's side (see `Outbox`); without, as
   * on the website, readers come for them.
   */
  readonly replyAddress?: string;
}

/** Wakes a conversation up by itself. Delivered as an inbound event whose de-duplication key is `id`. */
export interface Timer {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
  /** Meaning is the dialogs' own, e.g. `verification-silent`. */
  readonly name: string;
  readonly payload?: JsonObject;
}

export interface DueTimer extends Timer {
  readonly conversation: ConversationId;
}

export interface TurnCommit {
  /** The conversation as it is after the turn; its `version`, `lastSequence` and `updatedAt` are set by the store. */
  readonly conversation: Omit<Conversation, 'version' | 'lastSequence' | 'updatedAt'>;
  readonly baseVersion: number;
  /** The new messages, sequences continuing `lastSequence` without a gap. */
  readonly messages: readonly Message[];
  readonly handled: DedupeKey;
  /** ISO 8601, UTC: the turn's time. */
  readonly at: string;
}

export interface ListQuery {
  readonly limit?: number;
  readonly cursor?: string;
  readonly channel?: ChannelName;
  readonly user?: UserId;
  readonly holder?: Holder;
  readonly outcome?: Outcome;
  readonly intent?: string;
  readonly since?: string;
  readonly until?: string;
  /** Of those that were explained: a name from the dialogs, e.g. `mismatch`. */
  readonly cause?: string;
  /** With a request that nobody understood, or without any. */
  readonly fallback?: boolean;
  /** With a request understood with less confidence than this, 0..1. */
  readonly sureBelow?: number;
  readonly rated?: RatingBand;
  /** Who holds it or is to take it: the id of a console's user. */
  readonly agent?: string;
  readonly tag?: string;
  /**
   * All words must occur in the redacted messages (AND, case-insensitive), be it within longer ones or in another form:
   * "terkirim" finds "dikirimkan". Of very many words the first eight count. A store may look for signs without letters or
   * digits, and for words of one or two, among its newest conversations only.
   */
  readonly text?: string;
}

/** What the user thought of the help: 1 or 2 of 5, 3, more; or has not said. */
export const ratingBands = ['poor', 'fair', 'good', 'none'] as const;
export type RatingBand = (typeof ratingBands)[number];

export interface ConversationSummary {
  readonly id: ConversationId;
  readonly channel: ChannelName;
  readonly user: UserId;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly holder: Holder;
  readonly agent?: Agent;
  readonly outcome: Outcome;
  readonly rating?: Rating;
  /** Of the support team; absent when there are none. */
  readonly tags?: readonly string[];
  /** For whom the chat is meant that nobody has taken yet. */
  readonly assignee?: Agent;
  /** ISO 8601, UTC: since when the user waits for a person; only while they do. */
  readonly waitingSince?: string;
  readonly messageCount: number;
  /** Intents understood so far, in order of first appearance. */
  readonly intents: readonly string[];
  /** Causes that were explained, oldest first. */
  readonly causes: readonly string[];
  readonly hearing: Hearing;
  /** The user's last message, shortened to 120 characters. */
  readonly lastUserText: string;
}

/** How well the bot understood what was asked for; answers to its own questions and taps do not count. */
export interface Hearing {
  /** How many requests it asked to hear in other words. */
  readonly fallbacks: number;
  /** Of the request that was understood least surely, 0..1; absent while nothing was asked for. */
  readonly lowest?: number;
}

export interface ConversationPage {
  readonly conversations: readonly ConversationSummary[];
  readonly next?: string;
  /** Of a search: of each conversation on the page the newest message that says one of the words, as far as there is one. */
  readonly found?: readonly FoundMessage[];
  /** Of a search: what was said before the last start is still being read, and some of it may be missing. */
  readonly indexing?: Indexing;
}

export interface FoundMessage {
  readonly conversation: ConversationId;
  readonly message: Message;
}

/** In conversations. */
export interface Indexing {
  readonly indexed: number;
  readonly of: number;
}

export interface VerifyReport {
  readonly checked: number;
  readonly damaged: readonly { readonly file: string; readonly problem: string }[];
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}
