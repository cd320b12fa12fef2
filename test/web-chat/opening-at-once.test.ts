import { describe, expect, it } from 'vitest';
import { call, connect, page, say, startChat, visit } from './chat-server.ts';

describe('a chat that is opened in one request', () => {
  it('is greeted, and its socket goes on where the answer ends', async () => {
    const chat = await startChat();
    const { status, json } = await open(chat.base);
    expect(status).toBe(200);
    expect(json).toMatchObject({ watermark: '1', activities: [{ text: 'Halo!', from: { role: 'bot' } }] });
    const mine = { ...json, activities: `${chat.base}/conversations/${json.conversationId}/activities` };
    const view = await connect(json.streamUrl);
    await say(mine, 'halo');
    await view.until(() => view.activities.length === 2);
    expect(view.activities.map(({ text }) => text)).toEqual(['halo', 'Gema: halo']);
  });

  it('shows what was said to a visitor who comes back, and greets nobody twice', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'satu');
    const { json } = await open(chat.base, { resume: mine.resume });
    expect(json.conversationId).toBe(mine.conversation);
    expect(json.activities.map(({ text }: { text: string }) => text)).toEqual([
      'Halo!',
      'satu',
      'Gema: satu',
    ]);
    expect(chat.received).toHaveLength(2);
  });
});

function open(base: string, body: object = {}) {
  return call(`${base}/tokens/generate`, { origin: page, body: { ...body, start: true } });
}
