import type { ConversationStore, DueTimer, TurnCommit } from '../conversations/conversation-store.ts';
import { Failure } from '../failure.ts';
import type { ConversationId } from '../ids.ts';
import type { Incident } from '../incidents/incident-store.ts';
import { waitsForNothing } from '../incidents/waits-for-nothing.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';
import { deliverTimer } from './deliver-timer.ts';
import { EarliestFirst } from './earliest-first.ts';
import type { Receive } from './inbound-message.ts';

export interface WakeUpCalls {
  /** Takes the timers of a conversation as they are after a commit. */
  arm(conversation: Pick<TurnCommit['conversation'], 'id' | 'timers'>): void;
  /** Makes due now what waits for the end of an incident that goes on no more, also what is armed later. */
  incidentChanged(current: Pick<Incident, 'id'> | undefined): void;
  /** Resolves when everything that was due has been delivered. */
  idle(): Promise<void>;
  stop(): void;
}

interface Options {
  readonly store: ConversationStore;
  readonly receive: Receive;
  readonly clock: Clock;
  readonly log: Log;
}

interface Entry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly timer: DueTimer;
}

/**
 * Nobody tells a process that its clock was set or that it slept; so the time is looked at this often while something
 * waits. It is also well below what Node's setTimeout can hold.
 */
const longestNap = 60_000;

/** After a long absence thousands may be due at once: so many are delivered side by side. */
const together = 32;

/** A delivery that failed, e.g. because the disk was full, is tried again so much later. */
const pauseAfterFailure = 60_000;

/**
 * Delivers the timers that dialogs have set, also those that became due while the process was down. One clock timer
 * serves them all, and no conversation is read before its time. A timer that was cancelled or replaced stays in the heap
 * until its time and is passed over then: `live` knows what still counts.
 */
export async function startWakeUpCalls({ store, receive, clock, log }: Options): Promise<WakeUpCalls> {
  const live = new Map<ConversationId, readonly DueTimer[]>();
  const heap = new EarliestFirst<Entry>();
  let running: Promise<void> | undefined;
  let cancelAlarm = () => {};
  let stopped = false;
  /** A turn that began before the end of an incident may arm its timer after it. */
  let isOver: (timer: DueTimer) => boolean = () => false;

  for (const timer of await store.timers()) {
    live.set(timer.conversation, [...(live.get(timer.conversation) ?? []), timer]);
    heap.add({ at: Date.parse(timer.dueAt), timer });
  }
  sleep();

  return {
    arm({ id, timers }) {
      const known = new Set(live.get(id)?.map(timer => timer.id));
      const waiting = timers.map(timer => ({ ...timer, conversation: id }));
      if (waiting.length === 0) live.delete(id);
      else live.set(id, waiting);
      for (const timer of waiting) {
        if (!known.has(timer.id))
          heap.add({ at: isOver(timer) ? clock.now() : Date.parse(timer.dueAt), timer });
      }
      sleep();
    },
    incidentChanged(current) {
      isOver = waitsForNothing(current);
      const now = clock.now();
      for (const timer of [...live.values()].flat()) if (isOver(timer)) heap.add({ at: now, timer });
      sleep();
    },
    async idle() {
      while (running) await running;
    },
    stop() {
      stopped = true;
      cancelAlarm();
    },
  };

  /** Until the earliest is due. */
  function sleep(): void {
    cancelAlarm();
    const { first } = heap;
    if (!first || running || stopped) return;
    const wait = Math.min(Math.max(0, first.at - clock.now()), longestNap);
    cancelAlarm = clock.after(wait, wake);
  }

  function wake(): void {
    if (running || stopped) return;
    if (!heap.first || heap.first.at > clock.now()) {
      sleep();
      return;
    }
    running = deliverDue()
      .catch(error => log.error('wake-up-failed', { error }))
      .then(() => {
        running = undefined;
        sleep();
      });
  }

  async function deliverDue(): Promise<void> {
    for (let batch = due(); batch.length > 0 && !stopped; batch = due()) {
      await Promise.all(batch.map(deliver));
    }
  }

  function due(): DueTimer[] {
    const batch: DueTimer[] = [];
    while (batch.length < together && heap.first && heap.first.at <= clock.now()) {
      const timer = heap.take()?.timer;
      if (timer && counts(timer)) batch.push(timer);
    }
    return batch;
  }

  function counts({ conversation, id }: DueTimer): boolean {
    return live.get(conversation)?.some(timer => timer.id === id) ?? false;
  }

  async function deliver(timer: DueTimer): Promise<void> {
    try {
      const delivered = await deliverTimer(store, receive, timer);
      if (delivered === 'gone') live.delete(timer.conversation);
    } catch (error) {
      log.error('wake-up-failed', { conversation: timer.conversation, error });
      // Damaged: no later attempt could read it either.
      if (error instanceof Failure && error.code === 'document-damaged') live.delete(timer.conversation);
      else heap.add({ at: clock.now() + pauseAfterFailure, timer });
    }
  }
}
