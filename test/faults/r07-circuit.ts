import { json, nothing, openAccountDouble, started } from '../support/account-double.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { Scenario } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { count } from './support/lanes.ts';
import { watchLoop } from './support/loop-blocks.ts';
import { percentile, rounded } from './support/statistics.ts';

const form = ['lupa sandi jmo', 'reset dari sini', 'setuju', '3299011503900001', '99000000001'];
const outage = 10 * 60_000;
/** How often somebody asks again, in ms of the driven clock. */
const rhythm = 5_000;
/** circuit.ts: so long nothing is sent, then one attempt. */
const breath = 10_000;

/** Ten minutes in which the account service accepts connections and never answers; time is driven. */
export const circuit: Scenario = {
  id: 'R7',
  title: 'circuit breaker: an outage of 10 minutes, then back',
  async run(ground, size, progress) {
    const clock = new FakeClock();
    const service = await openAccountDouble();
    ground.later(() => service.close());
    const assistant = await ground.startHere({ clock }, { ACCOUNT_API_URL: service.url });
    const chatters = await Promise.all(count(8).map(() => Chatter.open(assistant.url)));
    for (const [place, text] of form.entries())
      await Promise.all(chatters.map(chatter => chatter.post(text, `formulir-${place}`)));

    service.answerWith(nothing);
    const began = performance.now();
    await Promise.all(chatters.map(chatter => chatter.post('sms', 'sms')));
    const opened = performance.now() - began;
    const attemptsToOpen = service.requests.length;

    // While it is open everybody gets an answer without anything being sent; one attempt in a while looks again.
    const length = size === 'long' ? outage : outage / 10;
    const loop = watchLoop();
    ground.later(loop.stop);
    const took: number[] = [];
    for (let passed = 0; passed < length; passed += rhythm) {
      progress('layanan akun mati', passed / length);
      await clock.advance(rhythm);
      const chatter = chatters[(passed / rhythm) % chatters.length];
      took.push((await chatter?.post('coba lagi', `lagi-${passed}`))?.milliseconds ?? Number.NaN);
    }
    const longestBlock = loop.longest();
    const probes = service.requests.length - attemptsToOpen;

    service.answerWith((_path, res) => json(res, 202, started));
    await clock.advance(breath);
    const [first] = chatters;
    await first?.post('coba lagi', 'kembali');
    const said = (await first?.history())?.slice(-2).map(({ text }) => text) ?? [];
    return [
      { what: 'attempts until nothing was sent any more', value: attemptsToOpen, bar: { atMost: 24 } },
      { what: 'open after', value: rounded(opened), unit: 'ms', bar: { atMost: 5_000 }, timed: true },
      { what: 'probes in the outage', value: probes, bar: { atMost: length / breath + 1 } },
      { what: 'and at least', value: probes, bar: { atLeast: length / breath / 2 } },
      {
        what: 'slowest answer meanwhile',
        value: rounded(percentile(took, 1)),
        unit: 'ms',
        bar: { atMost: 3_000 },
        timed: true,
      },
      {
        what: 'event loop blocked at the most, other programs aside',
        value: rounded(longestBlock),
        unit: 'ms',
        bar: { atMost: 50 },
        timed: true,
      },
      {
        what: 'first answer after it is back succeeds',
        value: said.join(' ').includes('kode sudah dikirim') ? 1 : 0,
        bar: { is: 1 },
      },
    ];
  },
};
