import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, say, startChat, visit } from './chat-server.ts';

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

function failing(): never {
  throw new Error('nobody joined');
}
