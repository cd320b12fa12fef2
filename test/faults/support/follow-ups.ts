import { createHash } from 'node:crypto';
import { SupportBot } from '../../../src/bot/support-bot.ts';
import { createTurns } from '../../../src/bot/turn.ts';
import type { Conversation, ConversationStore } from '../../../src/conversations/conversation-store.ts';
import type { Message } from '../../../src/conversations/message.ts';
import { createSealer } from '../../../src/conversations/seal.ts';
import { activityId, ConversationId, DedupeKey, UserId } from '../../../src/ids.ts';
import { silentLog } from '../../../src/log.ts';
import { secureRandom } from '../../../src/time-and-chance.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import type { Material } from '../../walks/material.ts';

/** A chat in which "kabari saya" was really chosen: everybody who waits for a follow-up looks like this. */
export interface Waiting {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

export async function someoneWaiting(
  { dialogs, accounts, understanding, intents }: Material,
  clock: FakeClock = new FakeClock(),
): Promise<Waiting> {
  const store = createMemoryStore();
  const { receive } = createTurns({
    store,
    bot: new SupportBot({ dialogs, intents }),
    accounts,
    dialogs,
    understanding,
    intents,
    incidents: { current: () => undefined },
    sealer: createSealer('kunci untuk yang menunggu kabar, cukup panjang'),
    clock,
    random: secureRandom,
    log: silentLog,
  });
  const id = waitingId(0);
  for (const text of ['aplikasinya error terus nih', 'Kabari saya'])
    await receive({
      conversation: id,
      channel: 'web',
      user: UserId.parse('contoh'),
      dedupeKey: DedupeKey.parse(text),
      content: { kind: 'text', text },
    });
  const conversation = await store.load(id);
  if (conversation?.timers.length !== 1) throw new Error('nobody waits for a follow-up');
  return { conversation, messages: await store.messages(id) };
}

/** Another one like that, as committed by one turn. */
export async function letWait(
  store: ConversationStore,
  { conversation, messages }: Waiting,
  number: number,
  dueAt: number,
): Promise<ConversationId> {
  const id = waitingId(number);
  await store.commit({
    conversation: {
      ...conversation,
      id,
      user: UserId.parse(`penunggu-${number}`),
      timers: conversation.timers.map(timer => ({
        ...timer,
        id: `kabar-${number}`,
        dueAt: new Date(dueAt).toISOString(),
      })),
    },
    baseVersion: 0,
    messages: messages.map(({ replyTo: _, ...message }) => ({
      ...message,
      id: activityId(id, message.sequence),
    })),
    handled: DedupeKey.parse(`awal-${number}`),
    at: conversation.updatedAt,
  });
  return id;
}

export function waitingId(number: number): ConversationId {
  return ConversationId.parse(
    createHash('sha256').update(`waiting ${number}`).digest('base64url').slice(0, 30),
  );
}
