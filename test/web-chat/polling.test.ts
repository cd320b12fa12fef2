import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { DedupeKey } from '../../src/ids.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, connect, say, startChat, visit } from './chat-server.ts';

describe('polling', () => {
  it('never answers an error for trouble of ours: the official client would never ask again', async () => {
    const store = createMemoryStore();
    let broken = false;
    const fragile: ConversationStore = {
      ...store,
      messages: (id, after) => (broken ? Promise.reject(new Error('disk')) : store.messages(id, after)),
    };
    const chat = await startChat({ store: fragile });
    const mine = await visit(chat);
    const poll = () => call(`${mine.activities}?watermark=1`, { token: mine.token });
    await say(mine, 'halo');
    broken = true;
    expect(await poll()).toMatchObject({ status: 200, json: { activities: [], watermark: '1' } });
    broken = false;
    expect((await poll()).json).toMatchObject({ watermark: '3', activities: [{ text: 'halo' }, {}] });
  });

  it('is not counted against anybody', async () => {
    const limits = {
      ...defaultLimits,
      postsPerConversation: { times: 1, seconds: 60 },
      postsPerAddress: { times: 1, seconds: 60 },
    };
    const chat = await startChat({ limits });
    const mine = await visit(chat);
    for (let n = 0; n < 50; n += 1) {
      expect((await call(mine.activities, { token: mine.token })).status).toBe(200);
    }
  });

  it('a long chat comes in several answers, complete and in order, and over a socket as well', async () => {
    const [store, clock] = [createMemoryStore(), new FakeClock()];
    const receive = createEchoBot(store, clock);
    const chat = await startChat({ store, clock, receive });
    const mine = await visit(chat);
    const { conversation, channel, user } = chat.received[0] ?? failing();
    for (let n = 1; n <= 500; n += 1) {
      const content = { kind: 'text', text: `pesan ${n}` } as const;
      await receive({ conversation, channel, user, dedupeKey: DedupeKey.parse(`pesan-${n}`), content });
    }
    const sequences: number[] = [];
    for (let watermark = ''; ; ) {
      const { json } = await call(`${mine.activities}?watermark=${watermark}`, { token: mine.token });
      if (json.activities.length === 0) break;
      expect(json.activities.length).toBeLessThanOrEqual(200);
      sequences.push(...json.activities.map(sequenceOf));
      watermark = json.watermark;
    }
    expect(sequences).toEqual(Array.from({ length: 1_001 }, (_, index) => index + 1));
    const socket = await connect(mine.streamUrl);
    await socket.until(() => socket.activities.length >= 1_001);
    expect(socket.activities.map(sequenceOf)).toEqual(sequences);
  });

  it('reads odd watermarks as "from the beginning"', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    for (const watermark of ['', '-1', 'abc', '1.5', '9'.repeat(40), '%00', '__proto__']) {
      const { status, json } = await call(`${mine.activities}?watermark=${watermark}`, { token: mine.token });
      expect({ status, count: json.activities.length }).toEqual({ status: 200, count: 1 });
    }
  });

  it('shows what is said after an erasure to a client that remembers a higher watermark', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    for (const text of ['satu', 'dua', 'tiga']) await say(mine, text);
    await chat.store.eraseUser(chat.received[0]?.user ?? failing());
    const emptied = await call(`${mine.activities}?watermark=7`, { token: mine.token });
    expect(emptied.json).toEqual({ activities: [], watermark: '0' });
    await say(mine, 'baru');
    const { json } = await call(`${mine.activities}?watermark=7`, { token: mine.token });
    expect(json.activities.map(({ text }: { text: string }) => text)).toEqual(['baru', 'Gema: baru']);
    expect(json.watermark).toBe('2');
  });
});

function sequenceOf({ id }: { id: string }): number {
  return Number(id.split('|')[1]);
}

function failing(): never {
  throw new Error('nobody joined');
}
