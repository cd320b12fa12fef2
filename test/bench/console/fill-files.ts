import { noNotes } from '../../../src/conversations/case-notes.ts';
import { channelNames, outcomes } from '../../../src/conversations/conversation-store.ts';
import { openLowdbStore } from '../../../src/conversations/lowdb/lowdb-store.ts';
import type { Utterance } from '../../../src/conversations/message.ts';
import { UserId } from '../../../src/ids.ts';
import { silentLog } from '../../../src/log.ts';
import { systemClock } from '../../../src/time-and-chance.ts';
import { conversationId, take } from '../../conversations-store/turns.ts';
import { type Material, messagesEach } from './material.ts';

const atOnce = 64;
const days = 60;

/** The same in files: conversations of the last 60 days, one commit each. */
export async function fillFiles(dataDir: string, conversations: number, material: Material): Promise<void> {
  const store = await openLowdbStore({ dataDir, clock: systemClock, log: silentLog });
  const now = Date.now();
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, worker));
  await store.close();

  async function worker(): Promise<void> {
    while (next < conversations) {
      next += 1;
      await put(next);
    }
  }

  async function put(n: number): Promise<void> {
    const at = new Date(now - (n * days * 24 * 60 * 60_000) / conversations).toISOString();
    const held = n % 100 === 0;
    await take(store, conversationId(`bench ${n}`), {
      at,
      says: Array.from({ length: messagesEach }, (_, index) => said(material, n, index)),
      conversation: {
        user: UserId.parse(`dl_${n}`),
        channel: pick(channelNames, n),
        outcome: pick(outcomes, n),
        holder: held ? 'person' : n % 150 === 1 ? 'waiting' : 'bot',
        ...(held && { agent: { id: `agent-${n % 7}`, name: 'Rini' } }),
        notes: { ...noNotes, causes: [pick(material.causes, n)] },
        ...(n % 5 === 0 && { rating: { score: pick([1, 2, 3, 4, 5] as const, n / 5), at } }),
      },
    });
  }
}

function said({ phrases, replies }: Material, n: number, index: number): Utterance {
  if (index % 2 === 1)
    return { from: 'bot', text: pick(replies, n * 17 + index), dialog: 'diagnosis', step: 'askScreen' };
  const { text, intent } = pick(phrases, n * 31 + index);
  const kind = n % 12 === 0 && index === 0 ? 'unknown' : 'understood';
  return { from: 'user', text, insight: { intent, kind, confidence: 0.02 + (scattered(n) % 98) / 100 } };
}

function pick<T>(things: readonly T[], n: number): T {
  return things[scattered(n) % things.length] as T;
}

/** Knuth's multiplicative hash: even, but without any order. */
function scattered(n: number): number {
  return Math.imul(n, 2_654_435_761) >>> 0;
}
