import type { AccountService, VerificationEvent } from '../accounts/account-service.ts';
import type { AttemptKind, CaseNotes, Score } from '../conversations/case-notes.ts';
import type { ChannelName, JsonObject, Outcome } from '../conversations/conversation-store.ts';
import type { Choice } from '../conversations/message.ts';
import type { ConversationId, TicketId } from '../ids.ts';
import type { Incident } from '../incidents/incident-store.ts';
import type { Entity, Understood } from '../understanding/understanding.ts';
import type { Words } from './copy.ts';
import { followUpTimers } from './follow-up-plan.ts';
import type { Memory } from './memory.ts';

/** Everything a dialog may see and do within one turn. Nothing of it outlives the turn but `memory` and the effects. */
export interface DialogTurn {
  readonly conversation: ConversationId;
  readonly channel: ChannelName;
  /** Trouble that the operators have declared and that goes on. */
  readonly incident: Incident | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What the user wrote, in clear; empty when the turn is no text. */
  readonly text: string;
  readonly understood: Understood;
  /** What was found in `text`; none when the turn is no text. */
  readonly entities: readonly Entity[];
  readonly event: TurnEvent | undefined;
  readonly memory: Memory;
  /** Its calls share the time that one may take. */
  readonly accounts: AccountService;

  /** What was just said is left out, or said in other words. */
  say(words: Words, extras?: SayExtras): void;
  /** The same once more, because the user asked for it. */
  sayAgain(words: Words, extras?: SayExtras): void;
  /** Says `words` with the titles of `intents` as choices; tapping one means that intent, whatever waits. */
  offer(words: Words, intents: readonly string[]): void;
  outcome(): Outcome;
  /** What the store holds of this conversation; `since` in ISO 8601. */
  readonly kept: { readonly since: string; readonly messages: number };
  /** Removes everything about this user at the end of the turn; `request` is what is kept for a day of having asked. */
  eraseEverything(request: string): void;
  /** The same for choices with titles of their own; buttons shorten those that are too long. */
  offerChoices(words: Words, offered: readonly { readonly title: string; readonly intent: string }[]): void;
  setOutcome(outcome: Outcome): void;
  /** Asks for a person; the bot keeps helping until one takes the chat. One conversation has one number. */
  handOver(): TicketId;
  /** The number of somebody who waits for a person; `undefined` when nobody does. */
  ticketOfWaiting(): TicketId | undefined;
  /** No person is wanted any more. */
  stopWaiting(): void;
  /** Writes down what the support team would otherwise have to ask again. */
  note(facts: CaseFacts): void;
  /** Keeps the user's rating; another one replaces it. */
  rate(score: Score): void;
  /** Keeps what the user wrote in this turn, masked, as the comment on their rating. */
  commentOnRating(): void;
  /** Wakes this conversation up after `milliseconds`; one timer a name, the newest wins. */
  setTimer(name: TimerName, milliseconds: number, payload?: JsonObject): void;
  clearTimer(name: TimerName): void;
  hasTimer(name: TimerName): boolean;
  /** Encrypts for this conversation only. */
  seal(plain: string): string;
  /** `undefined` when it was not sealed here, or for no longer than `until` (milliseconds since the epoch). */
  unseal(sealed: string, until: number): string | undefined;
  /** The same turn run again makes the same keys: the account service then does nothing twice. */
  effectKey(operation: string): string;
}

/** Codes only, never a text that somebody wrote; see CaseNotes. */
export type CaseFacts = Pick<Partial<CaseNotes>, 'ownership' | 'verdict'> & {
  readonly cause?: string;
  readonly tried?: AttemptKind;
};

export interface Erasing {
  readonly request: string;
}

export interface SayExtras {
  readonly choices?: readonly Choice[];
  readonly link?: { readonly title: string; readonly url: string };
}

export type TurnEvent =
  | { readonly kind: 'verification'; readonly event: VerificationEvent }
  | { readonly kind: 'timer'; readonly name: string; readonly payload?: JsonObject };

/**
 * `verification-silent`: nothing was heard from the owner. `forget-identity`: sealed NIK and KPJ have lived long enough.
 * `retry-account`, `retry-notice`: the account service could not be reached, try again. `follow-up-...`: ask whether it works now.
 * `agent-silent`: the person who holds the chat has not answered for long.
 * `erase-my-data`: an erasure failed and is tried again. `erase-receipt`: a day after an erasure nothing was written since.
 */
export const timerNames = [
  'verification-silent',
  'forget-identity',
  'retry-account',
  'retry-notice',
  'erase-my-data',
  'erase-receipt',
  'agent-silent',
  ...followUpTimers,
] as const;
export type TimerName = (typeof timerNames)[number];
