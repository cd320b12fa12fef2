import type { ConversationStore, TurnCommit } from '../conversations/conversation-store.ts';
import { type ConversationId, DedupeKey } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import type { Receive } from './inbound-message.ts';

export interface WakeUpCalls {
  /** Takes the timers of a conversation as they are after a commit. */
  arm(conversation: TurnCommit['conversation']): void;
  stop(): void;
}

interface Options {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly log: Log;
}

/** A clock may not hold longer waits (Node's setTimeout: 24.8 days); they are armed again on the way. */
const longestWait = 20 * 24 * 60 * 60_000;

/** Delivers the timers that dialogs have set, also those that became due while the process was down. */
export async function startWakeUpCalls({ store, receive, clock, log }: Options): Promise<WakeUpCalls> {
  const armed = new Map<ConversationId, (() => void)[]>();

  const arm: WakeUpCalls['arm'] = conversation => {
    for (const cancel of armed.get(conversation.id) ?? []) cancel();
    if (conversation.timers.length === 0) {
      armed.delete(conversation.id);
      return;
    }
    const cancels = conversation.timers.map(timer => {
      const wait = Math.max(0, Date.parse(timer.dueAt) - clock.now());
      return clock.after(Math.min(wait, longestWait), () => {
        if (wait > longestWait) return arm(conversation);
        const { name, payload } = timer;
        receive({
          conversation: conversation.id,
          channel: conversation.channel,
          user: conversation.user,
          dedupeKey: DedupeKey.parse(timer.id),
          content: payload ? { kind: 'timer', name, payload } : { kind: 'timer', name },
        }).catch(error => log.error('wake-up-failed', { conversation: conversation.id, error }));
      });
    });
    armed.set(conversation.id, cancels);
  };

  const waiting = new Set((await store.timers()).map(({ conversation }) => conversation));
  for (const id of waiting) {
    const conversation = await store.load(id);
    if (conversation) arm(conversation);
  }
  return {
    arm,
    stop() {
      for (const cancels of armed.values()) for (const cancel of cancels) cancel();
      armed.clear();
    },
  };
}
