import type { FromUser } from '../../bot/inbound-message.ts';
import type { ChannelName, JsonObject } from '../../conversations/conversation-store.ts';
import type { Choice, Message } from '../../conversations/message.ts';

/**
 * A channel that is pushed to: webhooks bring what its users write, and answers go out through the platform's API. It
 * authenticates, parses, and sends what `render` made within its limits; the rest is the same for all (`start-push.ts`).
 */
export interface PushChannel {
  readonly name: ChannelName;
  readonly capabilities: Capabilities;
  /** Hands one bubble to the platform; never throws. */
  send(bubble: Bubble, to: Recipient): Promise<Delivery>;
  /** "Somebody is writing", while a turn takes its time. What comes of it does not matter. */
  typing?(address: JsonObject): Promise<unknown>;
}

/** What a platform allows, by its documentation. Lengths in characters (UTF-16), but for those that say otherwise. */
export interface Capabilities {
  readonly longestText: number;
  /** Ways to show choices, the best first; what fits none of them becomes a numbered list in the text. */
  readonly choices: readonly ChoiceStyle[];
  /** Undefined: an address stands in the text. */
  readonly linkButton?: {
    readonly longestTitle: number;
    readonly longestText: number;
    readonly besideChoices: boolean;
  };
  /** How fast the platform lets us send: one every `every` milliseconds, after a burst of so many. */
  readonly pace: { readonly perChat: Pace; readonly overall: Pace };
}

export interface Pace {
  readonly every: number;
  readonly burst: number;
}

export interface ChoiceStyle {
  readonly kind: 'buttons' | 'list';
  readonly most: number;
  readonly longestTitle: number;
  /** In bytes of UTF-8: what comes back when it is tapped. */
  readonly longestValue: number;
  /** Of the text above the choices. */
  readonly longestText: number;
}

/** What becomes one message of the platform. */
export interface Bubble {
  readonly text: string;
  readonly choices?: { readonly kind: ChoiceStyle['kind']; readonly options: readonly Choice[] };
  readonly link?: NonNullable<Message['link']>;
}

export interface Recipient {
  /** As the channel gave it with an earlier message; checked again by the channel. */
  readonly address: JsonObject;
  /** Of ours, without meaning to anybody else: platforms that repeat it in their reports make failures traceable. */
  readonly reference: string;
  /** How many times this message has failed before. */
  readonly attempts: number;
  /** Since when it is owed, and what time it is: milliseconds since the epoch. */
  readonly since: number;
  readonly now: number;
}

/** `problem` is a short code, e.g. `telegram-403`; times in milliseconds. */
export type Delivery =
  | { readonly kind: 'sent' }
  /** The platform cannot now; not before so long, when it said so. */
  | { readonly kind: 'later'; readonly problem: string; readonly notBefore?: number }
  /** Nothing was tried: not our turn yet. */
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** It never will: blocked, or refused for what it is. */
  | { readonly kind: 'failed'; readonly problem: string };

/** One thing that a user did, as a channel has authenticated and parsed it. */
export interface Heard {
  /** The platform's ids; only keyed hashes of them are kept. */
  readonly chat: string;
  readonly user: string;
  /** Made by the platform: the same one again is the same message. */
  readonly key: string;
  readonly address: JsonObject;
  readonly content: FromUser;
}

/** Durable when it resolves: only then may the platform be told that its message has arrived. */
export type Accept = (heard: readonly Heard[]) => Promise<void>;
