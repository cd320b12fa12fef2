import { expect, it } from 'vitest';
import { silentLog as log } from '../../src/log.ts';
import { startUpkeep } from '../../src/upkeep.ts';
import { FakeClock } from '../support/fake-clock.ts';

const hour = 60 * 60_000;

function startRecorded(retentionDays: number | undefined, settle = async () => {}) {
  const done: string[] = [];
  const clock = new FakeClock();
  const stop = startUpkeep({
    numbers: {
      async settle() {
        done.push('settled');
        await settle();
      },
    },
    store: {
      async eraseIdleSince() {
        done.push('erased');
        return 0;
      },
    },
    retentionDays,
    clock,
    log,
  });
  return { done, clock, stop };
}

it('numbers are kept before what is over is erased, soon after a start and once an hour', async () => {
  const { done, clock, stop } = startRecorded(8);
  await clock.advance(60_000);
  await expect.poll(() => done).toEqual(['settled', 'erased']);
  await clock.advance(hour);
  await expect.poll(() => done).toEqual(['settled', 'erased', 'settled', 'erased']);
  stop();
  await clock.advance(2 * hour);
  expect(done).toHaveLength(4);
});

it('without RETENTION_DAYS numbers are kept and nothing is erased', async () => {
  const { done, clock } = startRecorded(undefined);
  await clock.advance(60_000);
  await clock.advance(hour);
  await expect.poll(() => done).toEqual(['settled', 'settled']);
});

it('what is over is erased though the numbers could not be kept', async () => {
  const { done, clock } = startRecorded(8, () => Promise.reject(new Error('database away')));
  await clock.advance(60_000);
  await expect.poll(() => done).toEqual(['settled', 'erased']);
});
