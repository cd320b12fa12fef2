import type { ConversationStore, DueTimer } from '../conversations/conversation-store.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { deliverTimer } from './deliver-timer.ts';
import { createHastening, type WaitingTimers } from './hasten-waiting.ts';
import type { Receive } from './inbound-message.ts';
import type { WakeUpCalls } from './wake-up-calls.ts';

/** A store that several processes share: each of them takes some of the timers that are due. */
export interface TimerClaims {
  /** Timers due at `now`, for this process alone until `until` (milliseconds since the epoch, both), earliest first. */
  claimTimers(now: number, until: number, limit: number): Promise<readonly DueTimer[]>;
}

interface Options {
  readonly store: Pick<ConversationStore, 'load'> & TimerClaims & WaitingTimers;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly log: Log;
}

const lookEvery = 1_000;
const together = 32;

/** What was claimed and not delivered (the process died, the database was away) is claimed again after so long. */
const claimLasts = 60_000;

/** Delivers the timers of all conversations together with the other processes on the same store. */
export function startSharedWakeUpCalls({ store, receive, clock, log }: Options): WakeUpCalls {
  let running: Promise<void> | undefined;
  let stopped = false;
  let cancelAlarm = clock.after(0, look);
  const hastening = createHastening({ store, clock, log });

  return {
    // Due timers are found by looking; what a commit left is in the store already.
    arm() {},
    incidentChanged: hastening.changed,
    async idle() {
      while (running) await running;
    },
    stop() {
      stopped = true;
      cancelAlarm();
      hastening.stop();
    },
  };

  function look(): void {
    running = deliverDue()
      .catch(error => log.error('wake-up-failed', { error }))
      .then(() => {
        running = undefined;
        if (!stopped) cancelAlarm = clock.after(lookEvery, look);
      });
  }

  async function deliverDue(): Promise<void> {
    while (!stopped) {
      const now = clock.now();
      const due = await store.claimTimers(now, now + claimLasts, together);
      await Promise.all(due.map(deliver));
      if (due.length < together) return;
    }
  }

  async function deliver(timer: DueTimer): Promise<void> {
    try {
      await deliverTimer(store, receive, timer);
    } catch (error) {
      log.error('wake-up-failed', { conversation: timer.conversation, error });
    }
  }
}
