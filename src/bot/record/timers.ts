import { createHash } from 'node:crypto';
import type { Timer } from '../../conversations/conversation-store.ts';
import type { DialogTurn } from '../../dialogs/turn.ts';

interface TimersParts {
  /** Of the conversation before this turn. */
  readonly before: readonly Timer[];
  /** What this turn is known by; the timer's id when it is one that woke it. */
  readonly key: string;
  readonly now: number;
  readonly effectKey: DialogTurn['effectKey'];
}

export interface Timers {
  readonly current: readonly Timer[];
  readonly turn: Pick<DialogTurn, 'setTimer' | 'clearTimer' | 'hasTimer'>;
}

/** When this conversation is to be woken up after the turn. */
export function recordTimers({ before, key, now, effectKey }: TimersParts): Timers {
  let timers = [...before];
  return {
    get current() {
      return timers;
    },
    turn: {
      setTimer(name, milliseconds, payload) {
        const timer: Timer = {
          // Hashed, so that a timer set by a timer set by a timer does not have an ever longer key.
          id: shortHash(effectKey(`timer-${name}`)),
          name,
          dueAt: new Date(now + milliseconds).toISOString(),
          ...(payload ? { payload } : {}),
        };
        timers = [...timers.filter(other => other.name !== name), timer];
      },
      clearTimer(name) {
        timers = timers.filter(timer => timer.name !== name);
      },
      hasTimer: name => timers.some(timer => timer.name === name && timer.id !== key),
    },
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
