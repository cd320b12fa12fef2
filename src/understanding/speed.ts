import type { Understanding } from './understanding.ts';

export interface Speed {
  readonly p50us: number;
  readonly p99us: number;
  readonly perSecond: number;
}

/** Time of `understand` on these texts, one thread, after a warm-up; at least `least` calls are timed. */
export function measureSpeed(understanding: Understanding, texts: readonly string[], least = 2_000): Speed {
  if (texts.length === 0) return { p50us: 0, p99us: 0, perSecond: 0 };
  const rounds = Math.ceil(least / texts.length);
  for (const text of texts.slice(0, 500)) understanding.understand(text);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const text of texts) {
      const start = performance.now();
      understanding.understand(text);
      times.push((performance.now() - start) * 1_000);
    }
  }
  times.sort((a, b) => a - b);
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    p50us: times[Math.floor(times.length * 0.5)] ?? 0,
    p99us: times[Math.floor(times.length * 0.99)] ?? 0,
    perSecond: Math.round((times.length / total) * 1_000_000),
  };
}
