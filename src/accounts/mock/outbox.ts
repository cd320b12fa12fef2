import type { Log } from '../../log.ts';
import type { Clock } from '../../time-and-chance.ts';
import { signatureHeader, signCallback } from '../callback-signature.ts';
import type { Outgoing } from './state.ts';
import type { Store } from './store.ts';

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined while the bot's address is not known yet: events wait. */
  readonly callbackUrl: () => string | undefined;
  readonly callbackSecret: string;
}

const second = 1_000;
const longestPause = 5 * 60 * second;
/** By then the chat has asked for itself. */
const giveUpAfter = 24 * 60 * 60 * second;
const attemptMilliseconds = 5 * second;

/**
 * Delivers events at least once, in order within a verification, with pauses that double. Events are persisted with the
 * change they tell of, so a crash loses none; the receiver recognises a repeated one by its id.
 */
export function startOutbox({ store, clock, log, callbackUrl, callbackSecret }: OutboxOptions) {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let cancelAlarm = () => {};
  const stopListening = store.onCommit(wake);
  wake();

  return {
    async close(): Promise<void> {
      stopListening();
      stopping.abort();
      cancelAlarm();
      await running;
    },
  };

  function wake(): void {
    if (running || stopping.signal.aborted) return;
    cancelAlarm();
    running = drain().then(
      () => rest(),
      error => {
        log.error('outbox stopped', { error });
        rest(second);
      },
    );
  }

  /** Sleeps until the next event is due; what was committed in the last moment of a run is due at once. */
  function rest(atLeast = 0): void {
    running = undefined;
    const waiting = firstOfEach(store.read().outbox);
    if (waiting.length === 0 || stopping.signal.aborted) return;
    const next = waiting.reduce(
      (earliest, { nextAt }) => Math.min(earliest, nextAt),
      Number.POSITIVE_INFINITY,
    );
    const pause = Math.max(atLeast, next - clock.now());
    if (pause <= 0) wake();
    else cancelAlarm = clock.after(pause, wake);
  }

  async function drain(): Promise<void> {
    for (;;) {
      const due = firstOfEach(store.read().outbox).filter(({ nextAt }) => nextAt <= clock.now());
      if (due.length === 0 || stopping.signal.aborted) return;
      const delivered = new Set<string>();
      await Promise.all(due.map(async item => (await deliver(item)) && delivered.add(item.event.id)));
      if (stopping.signal.aborted && delivered.size === 0) return;
      await note(new Set(due.map(({ event }) => event.id)), delivered);
    }
  }

  async function deliver({ event, attempts }: Outgoing): Promise<boolean> {
    const url = callbackUrl();
    if (url === undefined) return false;
    const body = JSON.stringify(event);
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          [signatureHeader]: signCallback(body, callbackSecret, clock),
        },
        redirect: 'error',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(attemptMilliseconds)]),
      });
      await response.body?.cancel();
      if (!response.ok) log.warn('callback refused', { status: response.status, count: attempts + 1 });
      return response.ok;
    } catch (error) {
      if (!stopping.signal.aborted) log.warn('callback not delivered', { error, count: attempts + 1 });
      return false;
    }
  }

  async function note(tried: ReadonlySet<string>, delivered: ReadonlySet<string>): Promise<void> {
    await store.transact(draft => {
      const now = clock.now();
      draft.outbox = draft.outbox.filter(
        ({ event, createdAt }) => !delivered.has(event.id) && now - createdAt < giveUpAfter,
      );
      for (const item of draft.outbox) {
        if (!tried.has(item.event.id)) continue;
        item.nextAt = now + Math.min(longestPause, second * 2 ** item.attempts);
        item.attempts += 1;
      }
    });
  }
}

/** The oldest event of each verification: a later one must not overtake it. */
function firstOfEach(outbox: readonly Outgoing[]): readonly Outgoing[] {
  const first = new Map<string, Outgoing>();
  for (const item of outbox) {
    if (!first.has(item.event.verification)) first.set(item.event.verification, item);
  }
  return [...first.values()];
}
