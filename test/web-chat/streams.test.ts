import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { activityId, ConversationId, DedupeKey } from '../../src/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, connect, say, startChat, visit } from './chat-server.ts';

describe('a socket', () => {
  it('replays the whole chat and goes on with what is said, the own message before its reply', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'satu', 'c1');
    const view = await connect(mine.streamUrl);
    await view.until(() => view.activities.length === 3);
    await say(mine, 'dua', 'c2');
    await view.until(() => view.activities.length === 5);
    expect(texts(view)).toEqual(['Halo!', 'satu', 'Gema: satu', 'dua', 'Gema: dua']);
    expect(view.activities[3]).toMatchObject({
      channelData: { clientActivityID: 'c2' },
      from: { role: 'user' },
    });
    expect(view.activities[4].replyToId).toBe(view.activities[3].id);
    expect(view.watermark()).toBe('5');
  });

  it('all windows of a conversation show the same in the same order', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const views = [await connect(mine.streamUrl), await connect(mine.streamUrl)];
    await Promise.all(Array.from({ length: 20 }, (_, n) => say(mine, `pesan ${n}`)));
    for (const view of views) await view.until(() => view.activities.length === 41);
    expect(texts(views[0])).toEqual(texts(views[1]));
    const late = await connect(mine.streamUrl);
    await late.until(() => late.activities.length === 41);
    expect(texts(late)).toEqual(texts(views[0]));
  });

  it('after a break a client gets what it missed and nothing twice', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const before = await connect(mine.streamUrl);
    await before.until(() => before.activities.length === 1);
    before.socket.terminate();
    await say(mine, 'saat terputus');
    const url = `${chat.base}/conversations/${mine.conversation}?watermark=${before.watermark()}`;
    const { status, json } = await call(url, { token: mine.token });
    expect(status).toBe(200);
    expect(json).toMatchObject({ conversationId: mine.conversation, expires_in: 1800 });
    const after = await connect(json.streamUrl);
    await after.until(() => after.activities.length === 2);
    expect(texts(after)).toEqual(['saat terputus', 'Gema: saat terputus']);
  });

  it.each(['before', 'after'])(
    'misses nothing said just %s the history is read, and shows nothing twice',
    async when => {
      const store = createMemoryStore();
      let speak: (() => Promise<unknown>) | undefined;
      const chat = await startChat({
        store: {
          ...store,
          async messages(id, after) {
            const early = when === 'after' ? await store.messages(id, after) : undefined;
            const once = speak;
            speak = undefined;
            await once?.();
            return early ?? store.messages(id, after);
          },
        },
      });
      const mine = await visit(chat);
      speak = () => say(mine, 'sela');
      const view = await connect(mine.streamUrl);
      await view.until(() => texts(view).includes('Gema: sela'));
      await say(mine, 'akhir');
      await view.until(() => texts(view).at(-1) === 'Gema: akhir');
      expect(texts(view)).toEqual(['Halo!', 'sela', 'Gema: sela', 'akhir', 'Gema: akhir']);
    },
  );

  it('goes on after the conversation was erased and begun again', async () => {
    const clock = new FakeClock();
    const chat = await startChat({ clock });
    const mine = await visit(chat);
    const view = await connect(mine.streamUrl);
    await say(mine, 'lama');
    await view.until(() => view.activities.length === 3);
    const user = chat.received[0]?.user;
    if (user) await chat.store.eraseUser(user);
    await clock.advance(1_000);
    await say(mine, 'baru');
    await view.until(() => view.activities.length === 5);
    expect(texts(view).slice(3)).toEqual(['baru', 'Gema: baru']);
  });

  it('shows that somebody is writing, and keeps no trace of it', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const other = await visit(chat);
    const [view, stranger] = [await connect(mine.streamUrl), await connect(other.streamUrl)];
    await view.until(() => view.activities.length === 1);
    chat.typing(ConversationId.parse(mine.conversation));
    await view.until(() => view.activities.length === 2);
    expect(view.activities[1]).toMatchObject({ type: 'typing', from: { role: 'bot' } });
    expect(view.watermark()).toBe('1');
    await say(other, 'halo');
    await stranger.until(() => stranger.activities.length === 3);
    expect(stranger.activities.map(({ type }) => type)).not.toContain('typing');
    expect((await call(mine.activities, { token: mine.token })).json.activities).toHaveLength(1);
  });

  it('is kept alive by empty frames, and cut when nothing comes back', async () => {
    const clock = new FakeClock();
    const chat = await startChat({ clock });
    const mine = await visit(chat);
    const alive = await connect(mine.streamUrl);
    const deaf = await connect(mine.streamUrl);
    deaf.socket.pong = () => {};
    const ponged = new Promise(resolve => alive.socket.once('ping', resolve));
    await clock.advance(25_000);
    await alive.until(() => alive.frames.includes(''));
    await ponged;
    alive.socket.send('');
    await say(mine, 'penanda');
    await alive.until(() => texts(alive).includes('penanda'));
    deaf.socket.pause();
    await clock.advance(25_000);
    deaf.socket.resume();
    expect(await deaf.closed).toBe(1006);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('whatever a client sends over it is no message; too much of it closes the socket', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const view = await connect(mine.streamUrl);
    for (const frame of ['', '{"type":"message","text":"halo"}', '{"event":"sessions"}', '\u0000', '[]']) {
      view.socket.send(frame);
    }
    await say(mine, 'halo');
    await view.until(() => view.activities.length === 3);
    expect(chat.received).toHaveLength(2);
    for (let n = 0; n < 60; n += 1) view.socket.send('x');
    expect(await view.closed).toBe(1008);
  });

  it('a giant frame closes the socket and harms nobody else', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const [view, other] = [await connect(mine.streamUrl), await connect(mine.streamUrl)];
    view.socket.on('error', () => {});
    view.socket.send('x'.repeat(65 * 1_024));
    expect(await view.closed).toBe(1009);
    await say(mine, 'halo');
    await other.until(() => other.activities.length === 3);
  });

  it('a client that does not read is cut off before its backlog grows; the others go on', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const [slow, quick] = [await connect(mine.streamUrl), await connect(mine.streamUrl)];
    await slow.until(() => slow.activities.length === 1);
    slow.socket.pause();
    const { conversation } = chat.received[0] ?? failing();
    // 20 MB in all: more than the kernel holds for a reader that sleeps.
    for (let sequence = 2; sequence <= 101; sequence += 1) {
      await tell(chat.store, conversation, sequence, 'x'.repeat(200_000));
      await quick.until(() => quick.activities.length === sequence);
    }
    slow.socket.resume();
    expect(await slow.closed).toBe(1006);
    expect(slow.activities.length).toBeLessThan(101);
  });

  it('of too many windows of one conversation the oldest gives way', async () => {
    const chat = await startChat({ limits: { ...defaultLimits, socketsPerConversation: 2 } });
    const mine = await visit(chat);
    const [first, second, third] = [
      await connect(mine.streamUrl),
      await connect(mine.streamUrl),
      await connect(mine.streamUrl),
    ];
    expect(await first.closed).toBe(4000);
    await say(mine, 'halo');
    for (const view of [second, third]) await view.until(() => view.activities.length === 3);
  });

  it('at a shutdown every client is asked to come back later', async () => {
    const chat = await startChat();
    const view = await connect((await visit(chat)).streamUrl);
    chat.close();
    expect(await view.closed).toBe(1001);
  });
});

function texts(view: { activities: { text: string }[] } | undefined): string[] {
  return (view?.activities ?? []).map(({ text }) => text);
}

/** Commits one message of the bot, as a turn would. */
async function tell(
  store: ConversationStore,
  id: ConversationId,
  sequence: number,
  text: string,
): Promise<void> {
  const conversation = (await store.load(id)) ?? failing();
  const at = conversation.updatedAt;
  await store.commit({
    conversation,
    baseVersion: conversation.version,
    messages: [{ id: activityId(id, sequence), sequence, at, from: 'bot', text }],
    handled: DedupeKey.parse(`test:${sequence}`),
    at,
  });
}

function failing(): never {
  throw new Error('there is no conversation');
}
