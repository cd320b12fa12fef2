import type { Clock } from './time-and-chance.ts';

export interface Insistent {
  /** Resolves after a try that began no earlier than this, whether it worked or not. */
  look(): Promise<void>;
  stop(): void;
}

interface Options {
  readonly clock: Clock;
  /** Told the first of several failures in a row. */
  readonly failed: (error: unknown) => void;
}

/** In milliseconds. */
const tryEvery = 1_000;

/**
 * Looks one after the other, so that of two changes the later one holds. A look that failed is repeated until one works:
 * whatever it was to find has been told once and will not be told again.
 */
export function createInsistent(once: () => Promise<void>, { clock, failed }: Options): Insistent {
  let looking: Promise<void> = Promise.resolve();
  let isFailing = false;
  let isOver = false;
  let stopWaiting: (() => void) | undefined;

  return {
    look,
    stop() {
      isOver = true;
      stopWaiting?.();
    },
  };

  function look(): Promise<void> {
    looking = looking.then(once).then(worked, again);
    return looking;
  }

  function worked(): void {
    isFailing = false;
    stopWaiting?.();
    stopWaiting = undefined;
  }

  function again(error: unknown): void {
    if (isOver) return;
    if (!isFailing) failed(error);
    isFailing = true;
    stopWaiting ??= clock.after(tryEvery, () => {
      stopWaiting = undefined;
      void look();
    });
  }
}
