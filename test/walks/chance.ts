/** Reproducible chance: the same seed always makes the same walk (mulberry32). */
export interface Chance {
  /** 0 (included) to 1 (excluded). */
  number(): number;
  /** 0 (included) to `below` (excluded). */
  whole(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** One of `from` by weight; the weights need not add up to anything. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(number() * below);
  return {
    number,
    whole,
    pick: from => {
      const value = from[whole(from.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
    weighted(from) {
      let left = number() * from.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      const [last] = from.slice(-1);
      if (last === undefined) throw new Error('nothing to pick from');
      return last[1];
    },
  };
}
