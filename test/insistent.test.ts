import { describe, expect, it } from 'vitest';
import { createInsistent } from '../src/insistent.ts';
import { FakeClock } from './support/fake-clock.ts';

function looking(works: () => boolean) {
  const clock = new FakeClock();
  const seen = { tries: 0, told: 0 };
  const insistent = createInsistent(
    async () => {
      seen.tries += 1;
      if (!works()) throw new Error('away');
    },
    { clock, failed: () => (seen.told += 1) },
  );
  return { clock, seen, insistent };
}

describe('a look that failed', () => {
  it('is repeated every second until it works, and told once', async () => {
    let works = false;
    const { clock, seen, insistent } = looking(() => works);
    await insistent.look();
    await clock.advance(3_000);
    expect(seen).toEqual({ tries: 4, told: 1 });
    works = true;
    await clock.advance(60_000);
    expect(seen).toEqual({ tries: 5, told: 1 });
  });

  it('is not repeated when another one has worked meanwhile, and a later failure is told anew', async () => {
    let works = false;
    const { clock, seen, insistent } = looking(() => works);
    await insistent.look();
    works = true;
    await insistent.look();
    await clock.advance(60_000);
    expect(seen).toEqual({ tries: 2, told: 1 });
    works = false;
    await insistent.look();
    expect(seen).toEqual({ tries: 3, told: 2 });
  });

  it('is not repeated after the end', async () => {
    const { clock, seen, insistent } = looking(() => false);
    await insistent.look();
    insistent.stop();
    await clock.advance(60_000);
    expect(seen.tries).toBe(1);
  });
});
