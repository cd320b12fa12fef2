import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { Failure } from '../../src/failure.ts';
import { activityId, DedupeKey } from '../../src/ids.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, page, say, startChat, visit } from './chat-server.ts';

describe('opening a chat', () => {
  it('greets once: 201 the first time, 200 ever after', async () => {
    const chat = await startChat();
    const { json: generated } = await call(`${chat.base}/tokens/generate`, { origin: page, body: {} });
    const start = () =>
      call(`${chat.base}/conversations`, { method: 'POST', token: generated.token, origin: page });
    const [first, second] = [await start(), await start()];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(first.json).toMatchObject({ conversationId: generated.conversationId, expires_in: 1800 });
    const stream = new URL(first.json.streamUrl);
    expect(stream.protocol).toBe('ws:');
    expect(stream.host).toBe(new URL(chat.base).host);
    expect(stream.searchParams.get('t')).toBe(first.json.token);
    expect(chat.received).toMatchObject([
      { channel: 'web', dedupeKey: `join:${generated.conversationId}`, content: { kind: 'join' } },
    ]);
  });

  it('streams from the public address when there is one', async () => {
    const chat = await startChat({ publicUrl: 'https://bantuan.example/' });
    const { streamUrl, conversation } = await visit(chat);
    expect(streamUrl).toMatch(
      new RegExp(`^wss://bantuan\\.example/v3/directline/conversations/${conversation}/stream\\?t=`),
    );
  });

  it('opens without a greeting when the bot is in trouble', async () => {
    const chat = await startChat({ receive: () => Promise.reject(new Error('disk')) });
    const { json } = await call(`${chat.base}/tokens/generate`, { origin: page, body: {} });
    expect((await call(`${chat.base}/conversations`, { token: json.token, body: {} })).status).toBe(201);
  });

  it('an event webchat/join is handed to the bot under its own key', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const body = { type: 'event', name: 'webchat/join', channelData: { clientActivityID: 'j1' } };
    expect((await call(mine.activities, { token: mine.token, body })).json.id).toContain(
      `${mine.conversation}|`,
    );
    expect(chat.received[1]).toMatchObject({
      content: { kind: 'join' },
      dedupeKey: expect.stringMatching(/:j1$/),
    });
  });
});

describe('saying something', () => {
  it("answers with the id of the visitor's own message, and polling shows it before the reply", async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const posted = await say(mine, 'lupa sandi', 'c1');
    expect(posted).toMatchObject({ status: 200, json: { id: `${mine.conversation}|0000002` } });
    const { json } = await call(`${mine.activities}?watermark=1`, { token: mine.token });
    const user = chat.received[0]?.user;
    expect(json.watermark).toBe('3');
    expect(json.activities).toEqual([
      {
        type: 'message',
        id: `${mine.conversation}|0000002`,
        timestamp: '2026-03-12T02:00:00.000Z',
        channelId: 'directline',
        conversation: { id: mine.conversation },
        from: { id: user, name: '', role: 'user' },
        locale: 'id-ID',
        text: 'lupa sandi',
        textFormat: 'plain',
        channelData: { clientActivityID: 'c1' },
      },
      {
        type: 'message',
        id: `${mine.conversation}|0000003`,
        timestamp: '2026-03-12T02:00:00.000Z',
        channelId: 'directline',
        conversation: { id: mine.conversation },
        from: { id: 'bot', name: 'Asisten JMO', role: 'bot' },
        locale: 'id-ID',
        text: 'Gema: lupa sandi',
        textFormat: 'plain',
        replyToId: `${mine.conversation}|0000002`,
      },
    ]);
  });

  it('the sender is the one in the token, whoever the activity claims to be from', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'halo');
    expect(chat.received[1]?.user).toBe(chat.received[0]?.user);
    expect(chat.received[1]?.user).toMatch(/^dl_/);
  });

  it('offers choices as tappable answers for this visitor', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const { json } = await call(mine.activities, { token: mine.token });
    expect(json.activities[0].suggestedActions).toEqual({
      to: [chat.received[0]?.user],
      actions: [{ type: 'imBack', title: 'Lupa sandi', value: 'lupa sandi' }],
    });
  });

  it('shows a link as a card with one button', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const { conversation } = chat.received[0] ?? failing();
    const before = await chat.store.load(conversation);
    await chat.store.commit({
      conversation: before ?? failing(),
      baseVersion: 1,
      messages: [
        {
          id: activityId(conversation, 2),
          sequence: 2,
          at: '2026-03-12T02:00:00.000Z',
          from: 'agent',
          text: 'Ini halamannya.',
          link: { title: 'Buka halaman', url: 'https://a.example/v/1' },
        },
      ],
      handled: DedupeKey.parse('agent-1'),
      at: '2026-03-12T02:00:00.000Z',
    });
    const { json } = await call(`${mine.activities}?watermark=1`, { token: mine.token });
    expect(json.activities[0]).toMatchObject({
      from: { id: 'agent', name: 'Petugas', role: 'bot' },
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: { buttons: [{ type: 'openUrl', title: 'Buka halaman', value: 'https://a.example/v/1' }] },
        },
      ],
    });
  });

  it('the same message sent again, also at the same moment, is one turn and gets the same id', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const answers = await Promise.all(Array.from({ length: 5 }, () => say(mine, 'halo', 'same')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ json }) => json.id))).toEqual(new Set([`${mine.conversation}|0000002`]));
    expect((await call(mine.activities, { token: mine.token })).json.activities).toHaveLength(3);
  });

  it('two messages without an id of the client are two messages', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const ids = [(await say(mine, 'halo')).json.id, (await say(mine, 'halo')).json.id];
    expect(ids).toEqual([`${mine.conversation}|0000002`, `${mine.conversation}|0000004`]);
  });

  it('typing is told to whoever looks and is no turn; too much of it is refused without a message less', async () => {
    const wrote: string[] = [];
    const limits = { ...defaultLimits, typingPerConversation: { times: 3, seconds: 60 } };
    const chat = await startChat({ limits, visitorWrites: conversation => wrote.push(conversation) });
    const mine = await visit(chat);
    const other = await visit(chat);
    const sign = mine.activities.replace(/activities$/, 'typing');
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1)
      statuses.push((await call(sign, { method: 'POST', token: mine.token })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await call(mine.activities, { token: mine.token, body: { type: 'typing' } })).status).toBe(200);
    expect(wrote).toEqual(Array(4).fill(mine.conversation));
    expect((await call(sign, { method: 'POST', token: other.token })).status).toBe(404);
    expect((await call(sign, { method: 'POST', token: 'x' })).status).toBe(403);
    expect((await say(mine, 'halo')).status).toBe(200);
    expect((await call(mine.activities, { token: mine.token })).text).not.toContain('typing');
  });

  it('typing, events and unknown types are accepted and ignored', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    for (const type of ['typing', 'event', 'conversationUpdate', 'endOfConversation', 'x']) {
      const { status, json } = await call(mine.activities, {
        token: mine.token,
        body: { type, name: 'x', text: 'y' },
      });
      expect({ status, id: json.id }).toEqual({
        status: 200,
        id: expect.stringContaining(mine.conversation),
      });
    }
    expect(chat.received).toHaveLength(1);
  });

  it('of a very long text the bot gets the first 10,000 characters', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'a'.repeat(1_001));
    await say(mine, 'b'.repeat(30_000));
    const lengths = chat.received.map(({ content }) => (content.kind === 'text' ? content.text.length : 0));
    expect(lengths).toEqual([0, 1_001, 10_000]);
  });

  it('a turn that failed can be sent again under the same id', async () => {
    let broken = true;
    const store = createMemoryStore();
    const echo = createEchoBot(store, new FakeClock());
    const chat = await startChat({
      store,
      receive: async inbound => {
        if (broken) throw new Failure('disk-full', 'No space in /data/secret', 'Make room.');
        return echo(inbound);
      },
    });
    const mine = await visit(chat);
    const refused = await say(mine, 'halo', 'c1');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.text).not.toContain('secret');
    broken = false;
    expect((await say(mine, 'halo', 'c1')).status).toBe(200);
  });

  it('a file is refused kindly, and its message is echoed under the id of the client', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const form = new FormData();
    const activity = { type: 'message', text: 'ini fotonya', channelData: { clientActivityID: 'photo-1' } };
    form.append(
      'activity',
      new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
    );
    form.append('file', new Blob([new Uint8Array(3_000_000)], { type: 'image/jpeg' }), 'ktp.jpg');
    const upload = mine.activities.replace('/activities', '/upload?userId=dl_x');
    const response = await fetch(upload, {
      method: 'POST',
      headers: { Authorization: `Bearer ${mine.token}` },
      body: form,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ id: `${mine.conversation}|0000002` });
    expect(chat.received[1]?.content).toEqual({ kind: 'unsupported', clientActivityId: 'photo-1' });
  });
});

function failing(): never {
  throw new Error('nobody joined');
}
