import type { ConversationId } from '../ids.ts';
import type { Clock } from '../time-and-chance.ts';

/** The port to who writes in a chat at this moment. It is told to all processes and kept nowhere. */
export interface Typing {
  /** Somebody of the support team has the chat open: only then is it told on that its visitor writes. */
  look(conversation: ConversationId): void;
  visitorWrites(conversation: ConversationId): void;
  /** When the visitor was last seen writing, in milliseconds since the epoch; `undefined` when that is over. */
  visitorWroteAt(conversation: ConversationId): number | undefined;
  agentWrites(conversation: ConversationId): void;
  /** Calls back in every process while an agent writes. */
  onAgent(listener: (conversation: ConversationId) => void): void;
}

/** In milliseconds: longer than the widget waits before it says again that somebody writes. */
export const writesFor = 6_000;
/** In milliseconds: longer than an open page waits before it asks again, also one that lies behind others. */
const looksFor = 20_000;

/** Of one process. */
export function createTyping(clock: Clock): Typing {
  const looked = createMarks(clock, looksFor);
  const wrote = createMarks(clock, writesFor);
  const listeners: ((conversation: ConversationId) => void)[] = [];

  return {
    look: looked.set,
    visitorWrites(conversation) {
      if (looked.at(conversation) !== undefined) wrote.set(conversation);
    },
    visitorWroteAt: wrote.at,
    agentWrites(conversation) {
      for (const listener of listeners) listener(conversation);
    },
    onAgent(listener) {
      listeners.push(listener);
    },
  };
}

/** Moments that are forgotten after `lasts` milliseconds. */
function createMarks(clock: Clock, lasts: number) {
  const marks = new Map<ConversationId, number>();
  return { set, at };

  function set(conversation: ConversationId): void {
    const now = clock.now();
    // The oldest come first: what is set again goes to the end.
    for (const [other, at] of marks) {
      if (now - at < lasts) break;
      marks.delete(other);
    }
    marks.delete(conversation);
    marks.set(conversation, now);
  }

  function at(conversation: ConversationId): number | undefined {
    const moment = marks.get(conversation);
    return moment !== undefined && clock.now() - moment < lasts ? moment : undefined;
  }
}
