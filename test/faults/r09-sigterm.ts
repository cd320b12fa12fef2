import type { Scenario } from './scenario.ts';
import { pause } from './support/lanes.ts';
import { rounded } from './support/statistics.ts';
import { startTraffic } from './support/traffic.ts';

const texts = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci', 'lupa sandi', 'batal'];

/** Told to stop in the middle of its work. */
export const sigterm: Scenario = {
  id: 'R9',
  title: 'SIGTERM during load',
  async run(ground, size) {
    const chats = size === 'long' ? 200 : 20;
    const old = await ground.startProcess();
    const traffic = startTraffic(old.url, {
      chats,
      texts: () => texts,
      pauses: 500,
    });
    await traffic.begun;
    const began = performance.now();
    const ended = old.stop();
    const notReady = await untilNotReady(old.url).then(() => performance.now() - began);
    const exit = await ended;
    const took = performance.now() - began;
    const next = await ground.startProcess();
    traffic.moveTo(next.url);
    return [
      { what: 'chats at work', value: chats },
      { what: 'not ready after', value: rounded(notReady), unit: 'ms', bar: { atMost: 1_000 }, timed: true },
      { what: 'ended after', value: rounded(took / 1_000, 1), unit: 's', bar: { atMost: 10 }, timed: true },
      { what: 'exit code', value: typeof exit === 'number' ? exit : Number.NaN, bar: { is: 0 } },
      ...(await traffic.judge()),
    ];
  },
};

/** Refused connections count as well: no balancer sends anybody there. */
async function untilNotReady(url: string): Promise<void> {
  for (;;) {
    const status = await fetch(`${url}/health/ready`).then(
      response => response.status,
      () => 0,
    );
    if (status !== 200) return;
    await pause(5);
  }
}
