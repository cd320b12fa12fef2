import { readFileSync } from 'node:fs';

/** In milliseconds. */
const beat = 5;

export interface LoopBlocks {
  /** In milliseconds, since it was last asked. */
  longest(): number;
  stop(): void;
}

/**
 * How long this process kept its own event loop. Time in which its main thread was ready to go on and the machine ran
 * other programs does not count: Linux tells it apart (`schedstat`: time spent waiting for a processor, in nanoseconds).
 * An idle process on a machine at a load of 12 was kept from its loop for up to 114 ms, and kept it itself for 3.
 */
export function watchLoop(): LoopBlocks {
  let longest = 0;
  let last = performance.now();
  let waited = waitedForProcessor();
  const timer = setInterval(() => {
    const [now, waitedNow] = [performance.now(), waitedForProcessor()];
    longest = Math.max(longest, now - last - beat - (waitedNow - waited));
    [last, waited] = [now, waitedNow];
  }, beat);
  timer.unref();
  return {
    longest() {
      const found = longest;
      longest = 0;
      return found;
    },
    stop: () => clearInterval(timer),
  };
}

/** Of the main thread, in milliseconds; 0 where it is not known. */
function waitedForProcessor(): number {
  try {
    const [, nanoseconds = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
}
