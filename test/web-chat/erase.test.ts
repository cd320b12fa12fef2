import { describe, expect, it } from 'vitest';
import { call, say, startChat, visit } from './chat-server.ts';

describe('"hapus data saya"', () => {
  it('leaves nothing of the chat, and no way back to it', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'satu');
    const erased = await call(erasing(chat.base, mine.conversation), { token: mine.token, body: {} });
    expect(erased).toMatchObject({ status: 200, json: { erased: true } });
    expect((await call(mine.activities, { token: mine.token })).json.activities).toEqual([]);
    expect((await visit(chat, { resume: mine.resume })).conversation).not.toBe(mine.conversation);
  });

  it('is only for the visitor whose chat it is', async () => {
    const chat = await startChat();
    const [mine, theirs] = [await visit(chat), await visit(chat)];
    const statuses: number[] = [];
    for (const token of [mine.token, 'x', undefined]) {
      statuses.push((await call(erasing(chat.base, theirs.conversation), { token, body: {} })).status);
    }
    expect(statuses).toEqual([404, 403, 403]);
    const nowhere = await call(erasing(chat.base, 'nobody'), { token: mine.token, body: {} });
    expect(nowhere.status).toBe(404);
    expect((await call(theirs.activities, { token: theirs.token })).json.activities).toHaveLength(1);
  });
});

function erasing(base: string, conversation: string): string {
  return `${base}/conversations/${conversation}/erase`;
}
