import type { Scenario } from './scenario.ts';
import { count } from './support/lanes.ts';
import { until } from './support/speaker.ts';
import { startTraffic } from './support/traffic.ts';

const texts = ['gk bisa login', 'pandu saya di aplikasi', 'batal', 'akun terkunci'];

/** A new version is rolled out while people write. Files: one process after the other. A database: one of two at a time. */
export const rollingRestart: Scenario = {
  id: 'R8',
  title: 'rolling restart with open sockets while messages flow',
  async run(ground, size, progress) {
    const [sockets, pauses] = size === 'long' ? [2_000, 15_000] : [30, 600];
    const processes = count(ground.adapter === 'postgresql' ? 2 : 1);
    const running = [];
    for (const _ of processes) running.push(await ground.startProcess());
    const traffic = startTraffic(
      running.map(({ url }) => url),
      { chats: sockets, texts: () => texts, pauses, patience: 180_000 },
    );
    progress(`${sockets} soket dibuka`, 0.1);
    await traffic.begun;
    const exits: (number | string | null)[] = [];
    for (const [index, old] of running.entries()) {
      progress(`proses ${index + 1} diganti`, 0.3 + (0.4 * index) / running.length);
      const other = running[index + 1] ?? running[index - 1];
      // The balancer in front of several processes sends nobody to the one that goes.
      if (other) traffic.moveTo(other.url, old.url);
      exits.push(await old.stop());
      const next = await ground.startProcess();
      running[index] = next;
      traffic.moveTo(next.url, other ? 'nowhere' : old.url);
    }
    await traffic.said;
    await until(() => traffic.screens.every(({ connected }) => connected), 60_000);
    const back = traffic.screens.filter(({ connected }) => connected).length;
    const cuts = traffic.screens.reduce((sum, screen) => sum + screen.cuts, 0);
    return [
      { what: 'sockets', value: sockets },
      { what: 'sockets cut by the restarts', value: cuts },
      { what: 'sockets not back', value: sockets - back, bar: { is: 0 } },
      {
        what: 'processes that did not end with 0',
        value: exits.filter(exit => exit !== 0).length,
        bar: { is: 0 },
      },
      ...(await traffic.judge()),
    ];
  },
};
