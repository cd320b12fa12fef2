import type { Receive } from '../../src/bot/inbound-message.ts';
import { SupportBot } from '../../src/bot/support-bot.ts';
import { createTurns } from '../../src/bot/turn.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { type ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createChance } from '../walks/chance.ts';
import { type Material, readMaterial } from '../walks/material.ts';
import type { Ground } from './ground.ts';
import type { Scenario } from './scenario.ts';
import { letWait, someoneWaiting } from './support/follow-ups.ts';
import { count, inLanes } from './support/lanes.ts';

const hour = 60 * 60_000;
const lanes = 8;
/** Of the clock, by hand: forwards, backwards, and on, the last one into daytime; all follow-ups are due within three days. */
const jumps = [9 * hour, -24 * hour, 30 * hour, 20 * hour, -2 * hour, 63 * hour];

/** Thousands wait to be asked again; some say that it works, some want to hear nothing; processes and clocks restart. */
export const followUps: Scenario = {
  id: 'R15',
  title: 'follow-ups: each once, never after "sudah bisa" or "jangan kabari lagi"',
  async run(ground, size, progress) {
    const pending = size === 'short' ? 150 : ground.adapter === 'embedded' ? 10_000 : 100_000;
    const clock = new FakeClock();
    const material = await readMaterial(ground.understanding());
    material.accounts.follow(createChance(1));
    const waiting = await someoneWaiting(material, clock);
    let world = await open(ground, material, clock);
    const ids: ConversationId[] = [];
    await inLanes(
      count(pending),
      lanes,
      async number => {
        const dueAt = clock.now() + hour + ((number * 7_919) % pending) * ((68 * hour) / pending);
        ids[number] = await letWait(world.store, waiting, number, dueAt);
      },
      done => progress(`${done} dari ${pending} menunggu`, (0.3 * done) / pending),
    );
    await clock.advance(10 * 60_000);
    const [solved, unwanted] = [ids.filter((_, n) => n % 10 === 0), ids.filter((_, n) => n % 10 === 1)];
    await inLanes(solved, lanes, id => say(world.receive, id, 'sudah bisa'));
    await inLanes(unwanted, lanes, id => say(world.receive, id, 'jangan kabari lagi ya'));
    for (const [index, jump] of jumps.entries()) {
      progress(`jam melompat, proses dimulai lagi (${index + 1} dari ${jumps.length})`, 0.4 + index / 15);
      clock.jump(jump);
      await world.settle();
      await world.close();
      world = await open(ground, material, clock);
      await world.settle();
    }
    const sums = { never: 0, twice: 0, unwelcome: 0 };
    const silent = new Set([...solved, ...unwanted]);
    await inLanes(ids, lanes, async id => {
      const asked = await timesAsked(world.store, id);
      if (silent.has(id)) sums.unwelcome += asked;
      else if (asked === 0) sums.never += 1;
      else if (asked > 1) sums.twice += 1;
    });
    await world.close();
    return [
      { what: 'follow-ups pending', value: pending },
      { what: 'restarts and jumps of the clock', value: jumps.length },
      { what: 'asked twice', value: sums.twice, bar: { is: 0 } },
      { what: 'never asked', value: sums.never, bar: { is: 0 } },
      { what: '"sudah bisa" or unwanted, and asked', value: sums.unwelcome, bar: { is: 0 } },
    ];
  },
};

async function open(
  ground: Ground,
  { dialogs, accounts, understanding, intents }: Material,
  clock: FakeClock,
) {
  const { store, wakeUpCalls, close } = await ground.openStore(clock);
  const turns = createTurns({
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts,
    dialogs,
    understanding,
    intents,
    incidents: { current: () => undefined },
    sealer: createSealer('kunci untuk ribuan yang menunggu, cukup panjang'),
    clock,
    random: secureRandom,
    log: silentLog,
    committed: after => calls.arm(after),
  });
  const calls = await wakeUpCalls(turns.receive);
  return {
    store,
    receive: turns.receive,
    /** Until nothing is due any more: clocks are looked at once a minute. */
    async settle() {
      await clock.advance(61_000);
      await calls.idle();
      await clock.advance(2_000);
      await calls.idle();
    },
    async close() {
      calls.stop();
      await turns.drained();
      await close();
    },
  };
}

async function say(receive: Receive, conversation: ConversationId, text: string): Promise<void> {
  await receive({
    conversation,
    channel: 'web',
    user: UserId.parse('penunggu'),
    dedupeKey: DedupeKey.parse(text.replaceAll(' ', '-')),
    content: { kind: 'text', text },
  });
}

/** Turns in which the follow-up asked its question. */
async function timesAsked(store: ConversationStore, id: ConversationId): Promise<number> {
  const asked = (await store.messages(id)).filter(
    ({ from, dialog }) => from === 'bot' && dialog === 'follow-up',
  );
  return new Set(asked.map(({ at }) => at)).size;
}
