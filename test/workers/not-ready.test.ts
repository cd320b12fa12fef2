import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { silentLog } from '../../src/log.ts';
import type { Clock } from '../../src/time-and-chance.ts';
import { startWorkers } from '../../src/workers/start-workers.ts';

const exec = fileURLToPath(new URL('worker-that-may-hang.mjs', import.meta.url));

function pids(): readonly (number | undefined)[] {
  return Object.values(cluster.workers ?? {}).map(worker => worker?.process.pid);
}

/** Time stands still but for who waits for longer than a minute: these workers give no signs of life. */
function clockOfLongWaits(): Clock & { readonly waiting: Set<() => void> } {
  const waiting = new Set<() => void>();
  return {
    waiting,
    now: () => 0,
    after(milliseconds, action) {
      if (milliseconds > 60_000) waiting.add(action);
      return () => void waiting.delete(action);
    },
  };
}

it('a worker that hangs before it is ready is ended, and the next rolling restart does its work', async () => {
  const { settings } = cluster;
  cluster.setupPrimary({ exec, args: [] });
  onTestFinished(() =>
    cluster.setupPrimary({ exec: process.argv[1] ?? '', args: process.argv.slice(2), ...settings }),
  );
  const clock = clockOfLongWaits();
  const errors: string[] = [];
  const log = { ...silentLog, error: (what: string) => void errors.push(what) };
  const environment = { HANG: 'no' };
  const workers = await startWorkers({ count: 2, environment, clock, log });
  onTestFinished(workers.close);
  const before = pids();

  environment.HANG = 'yes';
  const hanging = workers.restart();
  await expect.poll(pids).toHaveLength(3);
  environment.HANG = 'no';
  const restarting = workers.restart();
  expect(clock.waiting.size).toBe(1);
  for (const action of clock.waiting) action();
  await hanging;
  expect(errors).toEqual([
    'a worker does not get ready and is ended',
    'the rolling restart was broken off; the others go on as they are',
  ]);

  await restarting;
  const after = pids();
  expect(after).toHaveLength(2);
  expect(after.filter(pid => before.includes(pid))).toEqual([]);
});
