import type {
  ChannelName,
  Conversation,
  ConversationSummary,
  Holder,
  Outcome,
} from '../conversations/conversation-store.ts';
import type { Message, Speaker } from '../conversations/message.ts';
import type { Role } from './roles.ts';
import type { ConsoleUser } from './users.ts';

/**
 * What leaves the server, as literal lists of fields: whatever else a record holds (sealed state, timers, addresses of
 * one-time pages, hashes) stays here. The browser imports these types.
 */

export interface PresentedUser {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
}

export function presentUser({ id, email, role }: ConsoleUser): PresentedUser {
  return { id, email, role };
}

export interface PresentedIntent {
  readonly name: string;
  /** Indonesian. */
  readonly title: string;
}

export function presentIntent({ name, title }: PresentedIntent): PresentedIntent {
  return { name, title };
}

export interface PresentedSummary {
  readonly id: string;
  readonly channel: ChannelName;
  readonly holder: Holder;
  readonly outcome: Outcome;
  /** ISO 8601, UTC, both. */
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
  readonly intents: readonly string[];
  readonly lastUserText: string;
}

export function presentSummary(summary: ConversationSummary): PresentedSummary {
  return {
    id: summary.id,
    channel: summary.channel,
    holder: summary.holder,
    outcome: summary.outcome,
    startedAt: summary.startedAt,
    updatedAt: summary.updatedAt,
    messageCount: summary.messageCount,
    intents: summary.intents,
    lastUserText: summary.lastUserText,
  };
}

export interface PresentedPage {
  readonly conversations: readonly PresentedSummary[];
  /** Give it back as `cursor`; absent on the last page. */
  readonly next?: string;
}

export interface PresentedConversation {
  readonly id: string;
  readonly channel: ChannelName;
  readonly holder: Holder;
  readonly outcome: Outcome;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly messageCount: number;
}

export function presentConversation(conversation: Conversation): PresentedConversation {
  return {
    id: conversation.id,
    channel: conversation.channel,
    holder: conversation.holder,
    outcome: conversation.outcome,
    startedAt: conversation.startedAt,
    updatedAt: conversation.updatedAt,
    messageCount: conversation.lastSequence,
  };
}

export interface PresentedMessage {
  readonly sequence: number;
  readonly at: string;
  readonly from: Speaker;
  readonly text: string;
  /** Titles of the answers that could be tapped. */
  readonly choices: readonly string[];
  /** Title of the link that came with it; its address stays here, for it may be somebody's one-time page. */
  readonly link?: string | undefined;
  readonly intent?: string | undefined;
  readonly confidence?: number | undefined;
  readonly kind?: 'understood' | 'unsure' | 'unknown' | undefined;
  readonly dialog?: string | undefined;
  readonly step?: string | undefined;
}

export function presentMessage(message: Message): PresentedMessage {
  return {
    sequence: message.sequence,
    at: message.at,
    from: message.from,
    text: message.text,
    choices: (message.choices ?? []).map(choice => choice.title),
    link: message.link?.title,
    intent: message.insight?.intent,
    confidence: message.insight?.confidence,
    kind: message.insight?.kind,
    dialog: message.dialog,
    step: message.step,
  };
}

export interface PresentedTranscript {
  readonly conversation: PresentedConversation;
  readonly messages: readonly PresentedMessage[];
}
