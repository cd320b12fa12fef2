import type { Scenario } from './scenario.ts';
import { pause } from './support/lanes.ts';
import { openCrowd } from './support/open-loop.ts';
import { percentile, rounded, slope } from './support/statistics.ts';

/** `SOAK_MINUTES=60` for longer. */
const longMinutes = Number(process.env.SOAK_MINUTES ?? 30);
/** In minutes: so long the limits remember an address, and until then they remember more every minute. */
const longWarmUp = 10;

interface Sample {
  readonly minute: number;
  readonly heap: number;
  readonly descriptors: number;
  readonly p99: number;
}

/** Half the load it can take, sockets that come and go, chats that end and begin: nothing may pile up. */
export const soak: Scenario = {
  id: 'R13',
  title: 'soak: half load with reconnects',
  async run(ground, size, progress) {
    const [minutes, perMinute, people, quiet] =
      size === 'long' ? [longMinutes, 53_000, 200, 7_000] : [4, 700, 20, 0];
    const running = await ground.startSomewhere(size);
    const crowd = await openCrowd(running.url, people, { kept: 16 });
    ground.later(crowd.close);
    const capacity = await crowd.closedLoop(32, size === 'long' ? 20_000 : 500);
    const rate = capacity / 2;
    const samples: Sample[] = [];
    const failures: string[] = [];
    let shed = 0;
    let sent = 0;
    for (let minute = 0; minute < minutes; minute += 1) {
      progress(`menit ${minute + 1} dari ${minutes}, ${rounded(rate)} pesan/s`, minute / minutes);
      const took: number[] = [];
      const loaded = await crowd.load(rate, perMinute, ({ status, body, milliseconds }) => {
        took.push(milliseconds);
        if (status === 503 || status === 429) shed += 1;
        else if (status !== 200) failures.push(`${status} ${body.slice(0, 100)}`);
      });
      sent += loaded.sent;
      // Connections that are kept alive for 5 s are many when the machine is slow, and are no leak.
      await pause(quiet);
      const { heapUsed, descriptors } = await running.holds();
      crowd.reconnect(0.1);
      const sample = { minute, heap: heapUsed / 1e6, descriptors, p99: percentile(took, 0.99) };
      samples.push(sample);
      if (size === 'long') process.stderr.write(`${lineOf(sample)}\n`);
    }
    for (const failure of failures) process.stderr.write(`R13, tidak dijawab: ${failure}\n`);
    return [
      { what: 'load', value: rounded(rate), unit: 'messages/s' },
      { what: 'messages', value: sent },
      { what: 'told to come back', value: shed },
      { what: 'not answered', value: failures.length, bar: { is: 0 } },
      ...flatness(samples, size === 'long'),
    ];
  },
};

/** Whoever finds a slope wants to see where it began. */
function lineOf({ minute, heap, descriptors, p99 }: Sample): string {
  return `R13, menit ${minute + 1}: heap ${rounded(heap)} MB, ${descriptors} berkas terbuka, p99 ${rounded(p99)} ms`;
}

function flatness(samples: readonly Sample[], long: boolean) {
  const warm = samples.slice(long ? Math.min(longWarmUp, samples.length / 2) : samples.length / 4);
  const middle = warm.slice(0, Math.ceil(warm.length / 2));
  const end = warm.slice(Math.ceil(warm.length / 2));
  const mean = (values: readonly Sample[], of: 'p99' | 'descriptors') =>
    values.reduce((sum, value) => sum + value[of], 0) / Math.max(1, values.length);
  const perHour = slope(warm.map(({ minute, heap }) => [minute, heap])) * 60;
  return [
    { what: 'heap when it was warm', value: rounded(warm[0]?.heap ?? 0, 1), unit: 'MB' },
    { what: 'heap at the end', value: rounded(warm.at(-1)?.heap ?? 0, 1), unit: 'MB' },
    ...(long
      ? [
          {
            what: 'heap slope',
            value: rounded(perHour, 1),
            unit: 'MB/h',
            bar: { atMost: 10 },
            timed: true,
          } as const,
          {
            what: 'p99 of the last half over the half before',
            value: rounded(mean(end, 'p99') / mean(middle, 'p99'), 2),
            bar: { atMost: 1.5 },
            timed: true,
          } as const,
          { what: 'p99', value: rounded(mean(warm, 'p99')), unit: 'ms' },
        ]
      : []),
    {
      what: 'open files more than before',
      value: rounded(mean(end, 'descriptors') - mean(middle, 'descriptors')),
      bar: { atMost: 40 },
    } as const,
  ];
}
