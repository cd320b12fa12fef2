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

export const secureRandom: Random = { bytes: count => fromStock(count) };

/** 256 bits of chance. */
export function newSecret(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/** A trip to the operating system costs as much for 16 bytes as for thousands. Each byte is handed out once and wiped here. */
const stockSize = 4_096;
let stock = Buffer.alloc(0);

function fromStock(count: number): Uint8Array {
  if (count > stockSize) return randomBytes(count);
  if (count > stock.length) stock = randomBytes(stockSize);
  const bytes = Uint8Array.from(stock.subarray(0, count));
  stock.fill(0, 0, count);
  stock = stock.subarray(count);
  return bytes;
}
