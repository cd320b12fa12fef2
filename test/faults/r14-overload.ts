import type { Scenario } from './scenario.ts';
import { pause } from './support/lanes.ts';
import { type Outcome, openCrowd } from './support/open-loop.ts';
import { percentile, rounded } from './support/statistics.ts';

/** Three times as much as can be answered. */
export const overload: Scenario = {
  id: 'R14',
  title: '3x overload, open loop',
  async run(ground, size, progress) {
    const [people, milliseconds] = size === 'long' ? [4_000, 30_000] : [300, 3_000];
    const running = await ground.startProcess();
    progress('pengunjung masuk', 0);
    const crowd = await openCrowd(running.url, people);
    ground.later(crowd.close);
    const capacity = await crowd.closedLoop(32, size === 'long' ? 10_000 : 1_000);
    const before = await running.holds();
    progress(`tiga kali ${rounded(capacity)} pesan/s`, 0.3);
    const outcomes: Outcome[] = [];
    const rate = 3 * capacity;
    const { sent, unsaid } = await crowd.load(rate, milliseconds, outcome => outcomes.push(outcome));
    progress('pulih', 0.8);
    const ended = performance.now();
    const recovered = await untilQuick(crowd, capacity / 2);
    const after = await running.holds();
    const accepted = outcomes.filter(({ status }) => status === 200);
    const shed = outcomes.filter(({ status }) => status === 503 || status === 429);
    const p99 = percentile(
      accepted.map(one => one.milliseconds),
      0.99,
    );
    return [
      { what: 'capacity', value: rounded(capacity), unit: 'messages/s' },
      { what: 'sent', value: sent, unit: `at ${rounded(rate)}/s` },
      { what: 'everybody busy waiting', value: unsaid },
      { what: 'accepted', value: accepted.length, bar: { atLeast: 1 } },
      { what: 'shed with "come back later"', value: shed.length },
      { what: 'answered otherwise', value: outcomes.length - accepted.length - shed.length, bar: { is: 0 } },
      { what: 'p99 of the accepted', value: rounded(p99), unit: 'ms', bar: { atMost: 2_000 }, timed: true },
      {
        what: 'quick again after',
        value: rounded((recovered - ended) / 1_000, 1),
        unit: 's',
        bar: { atMost: 30 },
        timed: true,
      },
      {
        what: 'memory kept of it',
        value: rounded((after.heapUsed - before.heapUsed) / 1e6, 1),
        unit: 'MB',
        bar: { atMost: 50 },
        timed: true,
      },
    ];
  },
};

/** Half a second of half load without anything slow or shed. */
async function untilQuick(crowd: Awaited<ReturnType<typeof openCrowd>>, rate: number): Promise<number> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const took: number[] = [];
    await crowd.load(rate, 500, ({ status, milliseconds }) =>
      took.push(status === 200 ? milliseconds : Number.POSITIVE_INFINITY),
    );
    if (percentile(took, 0.99) < 1_000) return performance.now();
    await pause(100);
  }
  return Number.POSITIVE_INFINITY;
}
