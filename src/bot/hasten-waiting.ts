import type { Incident } from '../incidents/incident-store.ts';
import type { Log } from '../log.ts';
import type { Clock } from '../time-and-chance.ts';

/** A store that several processes share, of timers that wait for the end of an incident (`payload.incident`). */
export interface WaitingTimers {
  /**
   * Makes those due at `now` whose incident is not the one that goes on, whichever process then takes them. So many at
   * once; answers how many there were.
   */
  hastenWaiting(goingOn: Incident['id'] | undefined, now: number): Promise<number>;
}

interface Options {
  readonly store: WaitingTimers;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * In milliseconds. A turn that began before the end of an incident may set its timer after it, and the database may be
 * away: so it is done once more, when that turn is certainly over.
 */
const onceMoreAfter = 10_000;

/** Every process is told of every change; together they do the work once. */
export function createHastening({ store, clock, log }: Options) {
  let latest = 0;
  let cancel = () => {};

  return {
    changed(current: Pick<Incident, 'id'> | undefined): void {
      latest += 1;
      cancel();
      void hasten(latest, current?.id, 'first');
    },
    stop(): void {
      latest += 1;
      cancel();
    },
  };

  async function hasten(change: number, goingOn: string | undefined, time: 'first' | 'last'): Promise<void> {
    const done = await all(change, goingOn).catch(error => {
      log.error('wake-up-failed', { error });
      return false;
    });
    if (change !== latest || (done && time === 'last')) return;
    cancel = clock.after(onceMoreAfter, () => void hasten(change, goingOn, done ? 'last' : 'first'));
  }

  async function all(change: number, goingOn: string | undefined): Promise<boolean> {
    while (change === latest && (await store.hastenWaiting(goingOn, clock.now())) > 0);
    return true;
  }
}
