import type { ActivityId } from '../ids.ts';

/** Who said it. `bot` and `agent` (a person of the support team) both stand on the bot's side of a chat. */
export type Speaker = 'user' | 'bot' | 'agent';

/** A tappable answer; `value` is what is sent when it is tapped. Every choice is named in the sentence, too. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** What is said before it has a place in a conversation. `text` is already redacted. */
export interface Utterance {
  readonly from: Speaker;
  readonly text: string;
  /** Of an agent: the name that the user sees. */
  readonly name?: string;
  readonly choices?: readonly Choice[];
  /** Opens in its own tab, e.g. the one-time page. Left out of transcripts. */
  readonly link?: { readonly title: string; readonly url: string };
  /** The sender's own id of a web message, echoed back to it. */
  readonly clientActivityId?: string;
  /** Only on user messages: what the classifier thought. */
  readonly insight?: Insight;
  /** Where in which dialog the conversation stood when this was said. */
  readonly dialog?: string;
  readonly step?: string;
  /** On the first message of a turn: what the turn took. Absent in older messages, and when it was nothing. */
  readonly work?: Work;
}

/** Times in whole milliseconds, by the server's clock. */
export interface Work {
  /** From the moment at which the turn began until its answer was ready to be written. */
  readonly took: number;
  readonly calls: readonly AccountCall[];
}

/** A call of the account service. */
export interface AccountCall {
  /** E.g. `startVerification`. */
  readonly operation: string;
  /** The kind of the answer, e.g. `started` or `unreachable`; nothing of what it says of somebody. */
  readonly answer: string;
  readonly took: number;
}

export interface Insight {
  readonly intent: string;
  readonly confidence: number;
  readonly kind: 'understood' | 'unsure' | 'unknown';
  /** What the bot made of it, which is not always what the classifier thought. Absent in older messages. */
  readonly taken?: Taken;
  /** What else was found in it: names of a quoted message of the app and of circumstances, e.g. `vpn`. */
  readonly because?: readonly string[];
}

/**
 * `answer`: to the question that was open; `askedAgain`: it was none, and the question came once more. `topic`: a talk of its own begins. `clarify`: the bot asked which of some
 * topics. `fallback`: it asked to say it in other words. `correction`: an earlier answer was wrong. `command`: back,
 * cancel and the like. `later`: not in the middle of a form. `reminder`: an old button, or one tapped twice.
 */
export const takens = [
  'answer',
  'askedAgain',
  'topic',
  'clarify',
  'fallback',
  'correction',
  'command',
  'later',
  'reminder',
] as const;
export type Taken = (typeof takens)[number];

/** One line of a conversation: the single source for history, watermark and transcript. */
export interface Message extends Utterance {
  readonly id: ActivityId;
  /** 1, 2, 3 ... within its conversation; also the Direct Line watermark. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Of a reply: the message that it answers. */
  readonly replyTo?: ActivityId;
}
