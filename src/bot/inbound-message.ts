import type { VerificationEvent } from '../accounts/account-service.ts';
import type { Agent } from '../conversations/case-notes.ts';
import type { ChannelName, JsonObject } from '../conversations/conversation-store.ts';
import type { ConversationId, DedupeKey, UserId } from '../ids.ts';

/** What a channel hands over after it has authenticated and parsed: transport is over, nothing is decided yet. */
export interface InboundMessage {
  readonly conversation: ConversationId;
  readonly channel: ChannelName;
  readonly user: UserId;
  readonly dedupeKey: DedupeKey;
  readonly content: InboundContent;
  /** Where to deliver answers, sealed; only of channels that are pushed to, and only with what their users do. */
  readonly replyAddress?: string;
}

export type InboundContent = FromUser | FromElsewhere | FromAgent;

/** Only these may begin a conversation. */
export type FromUser =
  | { readonly kind: 'text'; readonly text: string; readonly clientActivityId?: string }
  /** The visitor opened the chat: greet, or recap after an absence. `historyLost`: their earlier chat cannot be read. */
  | { readonly kind: 'join'; readonly historyLost?: boolean }
  /** A picture, a voice note, a location: refused kindly, never stored. */
  | { readonly kind: 'unsupported'; readonly clientActivityId?: string };

export type FromElsewhere =
  /** The account service tells how a verification goes. */
  | { readonly kind: 'verification'; readonly event: VerificationEvent }
  /** A timer that an earlier turn has set is due. */
  | { readonly kind: 'timer'; readonly name: string; readonly payload?: JsonObject };

/** A person of the support team, from the console. */
export type FromAgent =
  | { readonly kind: 'takeOver'; readonly agent: Agent }
  | { readonly kind: 'reply'; readonly agent: Agent; readonly text: string }
  /** `othersToo`: also a chat that somebody else holds, e.g. who has gone home. */
  | { readonly kind: 'release'; readonly agent: Agent; readonly othersToo: boolean }
  /** While a person holds the chat it passes to `to`; otherwise it is noted for whom it is meant (`undefined`: for anybody). */
  | {
      readonly kind: 'assign';
      readonly agent: Agent;
      readonly to: Agent | undefined;
      readonly othersToo: boolean;
    }
  /** For colleagues; its visitor never sees either. */
  | { readonly kind: 'note'; readonly agent: Agent; readonly text: string }
  | {
      readonly kind: 'tag';
      readonly agent: Agent;
      readonly add: readonly string[];
      readonly remove: readonly string[];
    };

/** How a turn ended, for the channel that waits for it. */
export type TurnResult =
  | { readonly kind: 'done'; readonly firstSequence: number; readonly lastSequence: number }
  /** The key was handled before, or it is so already: nothing happened again. */
  | { readonly kind: 'duplicate' }
  /** There is no such conversation, or no more: nothing happened. */
  | { readonly kind: 'absent' }
  /** Only to agents: another one holds the chat. Nothing happened. */
  | { readonly kind: 'heldBy'; readonly agent: Agent }
  /** Only to agents: nobody holds the chat. Nothing happened. */
  | { readonly kind: 'notHeld' }
  /** Only to agents: no more notes or tags fit beside this chat. Nothing happened. */
  | { readonly kind: 'full' };

/** Runs one turn; turns of one conversation run strictly one after the other, those of different ones side by side. */
export type Receive = (inbound: InboundMessage) => Promise<TurnResult>;
