import {
  type AccountDouble,
  type Answering,
  json,
  openAccountDouble,
  started,
  troubles,
} from '../support/account-double.ts';
import { FakeClock } from '../support/fake-clock.ts';
import type { Scenario } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { count } from './support/lanes.ts';
import { percentile, rounded } from './support/statistics.ts';

const form = ['lupa sandi jmo', 'reset dari sini', 'setuju', '3299011503900001', '99000000001'];

/** Longer than the circuit breaker holds its breath, in ms. */
const breath = 15_000;

/** Whatever the account service does instead of answering: the user hears of it in time, and nothing happens twice. */
export const accountService: Scenario = {
  id: 'R6',
  title: 'account service slow, down, failing, garbage, 429, half-open',
  async run(ground, size, progress) {
    const clock = new FakeClock();
    const service = await openAccountDouble();
    ground.later(() => service.close());
    const { url } = await ground.startHere({ clock }, { ACCOUNT_API_URL: service.url });
    const times = size === 'long' ? 10 : 1;
    const kinds = Object.entries(troubles);
    const endured: Endured[] = [];
    for (const [index, [kind, trouble]] of kinds.entries()) {
      progress(kind, index / kinds.length);
      for (const _ of count(times)) endured.push(await endure(url, clock, service, trouble));
    }
    const slowest = percentile(
      endured.map(({ took }) => took),
      1,
    );
    const without = (what: 'heard' | 'oneKey' | 'goesOn') => endured.filter(one => !one[what]).length;
    return [
      { what: 'troubles', value: endured.length },
      { what: 'slowest answer', value: rounded(slowest), unit: 'ms', bar: { atMost: 3_000 }, timed: true },
      { what: 'users who heard nothing of it', value: without('heard'), bar: { is: 0 } },
      { what: 'calls whose repetitions had another key', value: without('oneKey'), bar: { is: 0 } },
      { what: 'chats that could not go on afterwards', value: without('goesOn'), bar: { is: 0 } },
    ];
  },
};

interface Endured {
  /** Milliseconds until the user's message was answered. */
  readonly took: number;
  readonly heard: boolean;
  readonly oneKey: boolean;
  readonly goesOn: boolean;
}

/** One chat that meets the trouble at the moment of its only call, and tries again when it is over. */
async function endure(
  url: string,
  clock: FakeClock,
  service: AccountDouble,
  trouble: Answering,
): Promise<Endured> {
  const chatter = await Chatter.open(url);
  const say = async (text: string) => {
    await clock.advance(breath);
    return chatter.post(text, `id-${text.slice(0, 3)}`.replace(' ', '-'));
  };
  for (const text of form) await say(text);
  service.answerWith(trouble);
  const before = service.requests.length;
  const { milliseconds } = await say('sms');
  const keys = new Set(service.requests.slice(before).map(({ key }) => key));
  const heard = /Layanan akun/.test(
    (await chatter.history())
      .slice(-3)
      .map(({ text }) => text)
      .join(' '),
  );
  service.answerWith((_path, res) => json(res, 202, started));
  await say('coba lagi');
  const said = (await chatter.history()).slice(-2).map(({ text }) => text);
  return {
    took: milliseconds,
    heard,
    oneKey: keys.size === 1 && !keys.has(undefined),
    goesOn: said.join(' ').includes('kode sudah dikirim'),
  };
}
