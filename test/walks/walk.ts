import type { InboundContent } from '../../src/bot/inbound-message.ts';
import { SupportBot } from '../../src/bot/support-bot.ts';
import { createTurns } from '../../src/bot/turn.ts';
import type { TurnParts } from '../../src/bot/turn-parts.ts';
import { startWakeUpCalls, type WakeUpCalls } from '../../src/bot/wake-up-calls.ts';
import type { Conversation, ConversationStore } from '../../src/conversations/conversation-store.ts';
import type { Message } from '../../src/conversations/message.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { Memory } from '../../src/dialogs/memory.ts';
import { ConversationId, DedupeKey, UserId } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import { silentLog } from '../../src/log.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { type Chance, createChance } from './chance.ts';
import { nextInput } from './inputs.ts';
import type { Material } from './material.ts';

/** One thing that happened in a walk, and all that the bot said about it. */
export interface Footstep {
  readonly input: InboundContent;
  /** What was said by itself since the last step: timers. */
  readonly meanwhile: readonly Message[];
  readonly said: readonly Message[];
  readonly conversation: Conversation;
  /** The same conversation after "petugas" was written here. */
  readonly askingForPerson: Conversation;
  /** What was logged as an error. */
  readonly errors: readonly string[];
}

const user = UserId.parse('pengunjung');
const aMinute = 60_000;

/** Takes `length` steps from a fresh conversation; the same seed takes the same ones. Timers fire while time passes. */
export async function* walk(seed: number, length: number, material: Material): AsyncGenerator<Footstep> {
  const chance = createChance(seed);
  const clock = new FakeClock();
  const conversation = ConversationId.parse(`jalan-acak-nomor-${String(seed).padStart(8, '0')}`);
  const errors: string[] = [];
  const store = createMemoryStore();
  let wakeUpCalls: WakeUpCalls | undefined;
  const parts = createParts(material, chance, store, clock, {
    ...silentLog,
    error: (event, { error } = {}) =>
      errors.push(`${event}: ${error instanceof Error ? error.stack : error}`),
  });
  const turns = createTurns({ ...parts, committed: after => wakeUpCalls?.arm(after) });
  wakeUpCalls = await startWakeUpCalls({ store, receive: turns.receive, clock, log: parts.log });
  let known = 0;
  for (let turn = 0; turn < length; turn++) {
    const messages = await store.messages(conversation);
    const before = await store.load(conversation);
    const verification = before && Memory.parse(before.state).verification?.id;
    const input: InboundContent =
      turn === 0
        ? { kind: 'join' }
        : nextInput(chance, material, { conversation, messages, verification, turn });
    await turns.receive({
      conversation,
      channel: 'web',
      user,
      dedupeKey: DedupeKey.parse(`langkah-${turn}`),
      content: input,
    });
    await turns.drained();
    const after = await store.load(conversation);
    if (!after) throw new Error('the conversation is gone');
    const now = await store.messages(conversation);
    yield {
      input,
      meanwhile: messages.slice(known),
      said: now.slice(after.version === 1 ? 0 : messages.length),
      conversation: after,
      askingForPerson: await askForPerson(parts, after, turn),
      errors: errors.splice(0),
    };
    known = now.length;
    await clock.advance(pause(chance));
    await turns.drained();
  }
  wakeUpCalls.stop();
}

function pause(chance: Chance): number {
  return chance.weighted([
    [80, 4_000],
    [10, 2 * aMinute],
    [5, 40 * aMinute],
    [3, 9 * 60 * aMinute],
    [1, 8 * 24 * 60 * aMinute],
  ]);
}

function createParts(
  { accounts, dialogs, understanding, intents }: Material,
  chance: Chance,
  store: ConversationStore,
  clock: FakeClock,
  log: Log,
): TurnParts {
  accounts.follow(chance);
  const random = { bytes: (count: number) => Uint8Array.from({ length: count }, () => chance.whole(256)) };
  return {
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts,
    dialogs,
    understanding,
    intents,
    incidents: { current: () => undefined },
    sealer: createSealer('kunci untuk jalan acak, cukup panjang', random),
    clock,
    random,
    log,
  };
}

/** On a copy: the walk itself goes on as if nothing had been asked. */
async function askForPerson(parts: TurnParts, at: Conversation, turn: number): Promise<Conversation> {
  const store = createMemoryStore();
  const now = parts.clock.now();
  await store.commit({
    conversation: at,
    baseVersion: 0,
    messages: [],
    handled: DedupeKey.parse('salinan'),
    at: new Date(now).toISOString(),
  });
  // A minute later, so that no flood of messages stands in the way.
  const clock = { now: () => now + aMinute, after: () => () => {} };
  await createTurns({ ...parts, store, clock }).receive({
    conversation: at.id,
    channel: at.channel,
    user: at.user,
    dedupeKey: DedupeKey.parse(`petugas-${turn}`),
    content: { kind: 'text', text: 'petugas' },
  });
  const after = await store.load(at.id);
  if (!after) throw new Error('the copy is gone');
  return after;
}
