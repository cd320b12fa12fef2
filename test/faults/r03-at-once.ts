import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { InboundMessage, Receive } from '../../src/bot/inbound-message.ts';
import { SupportBot } from '../../src/bot/support-bot.ts';
import { createTurns } from '../../src/bot/turn.ts';
import type { TurnParts } from '../../src/bot/turn-parts.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { Failure } from '../../src/failure.ts';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { createChance } from '../walks/chance.ts';
import { type Material, readMaterial } from '../walks/material.ts';
import type { Scenario } from './scenario.ts';
import { count, inLanes } from './support/lanes.ts';

const texts = ['lupa sandi', 'pandu saya di aplikasi', 'akun terkunci', 'batal', 'kode gak masuk'];
const atOnce = 50;
let conversations = 0;

/** Messages of one chat at the same moment: the result is that of some order, one after the other. */
export const twoAtOnce: Scenario = {
  id: 'R3',
  title: 'messages at once: every interleaving is some serial order; 50 at once lose no update',
  async run(ground, size, progress) {
    const [interleavings, rounds] = size === 'long' ? [500, 200] : [10, 1];
    const { store } = await ground.openStore(new FakeClock());
    const material = await readMaterial(ground.understanding());
    material.accounts.follow(createChance(1));
    let notSerial = 0;
    for (const seed of count(interleavings)) {
      progress(`urutan acak ${seed + 1} dari ${interleavings}`, (seed / interleavings) * 0.3);
      if (!(await isSerial(store, material, seed + 1))) notSerial += 1;
    }
    let lost = 0;
    // As many queues as there may be processes: files have one, a database any number.
    const queues = count(ground.adapter === 'embedded' ? 1 : 4).map(() => turnsOn(store, material));
    await inLanes(
      count(rounds),
      4,
      async () => {
        lost += await lostOf(store, queues);
      },
      done => progress(`${atOnce} pesan serentak, ${done} dari ${rounds} kali`, 0.3 + (0.7 * done) / rounds),
    );
    return [
      { what: 'random interleavings of 5 messages', value: interleavings },
      { what: 'of these not like any serial order', value: notSerial, bar: { is: 0 } },
      { what: 'messages sent 50 at once', value: rounds * atOnce },
      { what: 'of these lost updates (botbuilder alone: 49 of 50)', value: lost, bar: { is: 0 } },
    ];
  },
};

/**
 * Two queues, as in two processes, and no lease: only the version keeps them apart. The scheduler lets every call of the
 * store wait before and after, in an order of its own.
 */
async function isSerial(store: ConversationStore, material: Material, seed: number): Promise<boolean> {
  let serial = true;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async scheduler => {
      const scheduled = delayed(store, () => scheduler.schedule(Promise.resolve()));
      const conversation = newConversation();
      const queues = [turnsOn(scheduled, material), turnsOn(scheduled, material)];
      const all = Promise.all(
        texts.map((text, index) => sendUntilAccepted(queues[index % 2], conversation, text, index)),
      );
      await scheduler.waitFor(all);
      serial = await equalsSerial(store, material, conversation);
    }),
    { numRuns: 1, seed },
  );
  return serial;
}

/** Repeated one after the other in the order that came out: the same chat, the same state. */
async function equalsSerial(store: ConversationStore, material: Material, id: ConversationId) {
  const messages = await store.messages(id);
  const order = messages.filter(({ from }) => from === 'user').map(({ text }) => text);
  if (order.length !== texts.length) return false;
  const again = createMemoryStore();
  const receive = turnsOn(again, material);
  for (const text of order) await send(receive, id, text, texts.indexOf(text));
  const [one, other] = [await store.load(id), await again.load(id)];
  const said = (await again.messages(id)).map(({ text }) => text);
  return (
    isDeepStrictEqual(one?.state, other?.state) &&
    isDeepStrictEqual(
      messages.map(({ text }) => text),
      said,
    )
  );
}

async function lostOf(store: ConversationStore, queues: readonly Receive[]): Promise<number> {
  const conversation = newConversation();
  await Promise.all(
    count(atOnce).map(number => {
      const receive = queues[number % queues.length];
      return receive && send(receive, conversation, `pesan nomor ${number}`, number);
    }),
  );
  const kept = (await store.messages(conversation)).filter(({ from }) => from === 'user');
  const turns = (await store.load(conversation))?.version ?? 0;
  return Math.max(atOnce - new Set(kept.map(({ text }) => text)).size, atOnce - turns);
}

/** Overtaken three times a turn gives up, and whoever sent the message sends it again. */
async function sendUntilAccepted(
  receive: Receive | undefined,
  conversation: ConversationId,
  text: string,
  number: number,
): Promise<void> {
  for (;;) {
    try {
      await receive?.(message(conversation, text, number));
      return;
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'stale-version') throw error;
    }
  }
}

function send(receive: Receive, conversation: ConversationId, text: string, number: number) {
  return receive(message(conversation, text, number));
}

function message(conversation: ConversationId, text: string, number: number): InboundMessage {
  return {
    conversation,
    channel: 'web',
    user: UserId.parse('pengunjung'),
    dedupeKey: DedupeKey.parse(`pesan-${number}`),
    content: { kind: 'text', text },
  };
}

function turnsOn(store: ConversationStore, { dialogs, accounts, understanding, intents }: Material): Receive {
  const random = { bytes: (length: number) => new Uint8Array(length) };
  const parts: TurnParts = {
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts,
    dialogs,
    understanding,
    intents,
    incidents: { current: () => undefined },
    sealer: createSealer('kunci untuk pesan serentak, cukup panjang', random),
    clock: new FakeClock(),
    random,
    log: silentLog,
  };
  return createTurns(parts).receive;
}

function delayed(store: ConversationStore, wait: () => Promise<unknown>): ConversationStore {
  const around =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      await wait();
      const result = await call(...args);
      await wait();
      return result;
    };
  return {
    ...store,
    load: around(store.load),
    hasHandled: around(store.hasHandled),
    commit: around(store.commit),
    exclusively: (_id, work) => work(),
  };
}

function newConversation(): ConversationId {
  conversations += 1;
  return ConversationId.parse(`serentak-nomor-${String(conversations).padStart(10, '0')}`);
}
