import { randomBytes } from 'node:crypto';

/** Time as an argument: production passes `systemClock`, tests a clock that they drive. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Calls `action` once after `milliseconds`; the returned function cancels it. Never keeps the process alive by itself. */
  after(milliseconds: number, action: () => void): () => void;
}

/** Chance as an argument; production passes `secureRandom`. */
export interface Random {
  bytes(count: number): Uint8Array;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    // setTimeout cannot hold more than 2^31-1 ms (24.8 days); longer waits are re-armed by their owners.
    const timer = setTimeout(action, Math.min(milliseconds, 2_147_483_647));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const secureRandom: Random = { bytes: count => randomBytes(count) };
