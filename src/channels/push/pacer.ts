import type { Pace } from './channel.ts';

/** Keeps to a platform's pace. Virtual scheduling (GCRA, ITU-T I.371): one number a key says when it is free again. */
export function createPacer({ every, burst }: Pace) {
  const theoretical = new Map<string, number>();

  return {
    /** Takes a place when there is one and answers 0; otherwise how long to wait, in milliseconds. */
    take(key: string, now: number): number {
      const next = Math.max(theoretical.get(key) ?? now, now);
      const wait = next - (burst - 1) * every - now;
      if (wait > 0) return wait;
      theoretical.set(key, next + every);
      if (theoretical.size > forgetAbove) forget(now);
      return 0;
    },
  };

  function forget(now: number): void {
    for (const [key, at] of theoretical) if (at <= now) theoretical.delete(key);
  }
}

const forgetAbove = 10_000;
