import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import type { ConversationStore } from '../../src/conversations/conversation-store.ts';
import { Failure } from '../../src/failure.ts';
import { activityId, DedupeKey } from '../../src/ids.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, page, say, secret, startChat, type Visit, visit } from './chat-server.ts';

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

describe('what no client may do to us', () => {
  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['a body that claims to be gzip and is not', '{"type":"message"}', { 'Content-Encoding': 'gzip' }, 415],
    ['a gzip bomb', gzipSync(Buffer.alloc(5_000_000, ' ')), { 'Content-Encoding': 'gzip' }, 415],
    [
      'a form instead of JSON',
      'type=message&text=halo',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['something that is not JSON', '{"type":', {}, 400],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
    ['JSON 30,000 levels deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, {}, 422],
    ['an activity without a type', '{"text":"halo"}', {}, 422],
    ['a message that says nothing', '{"type":"message","text":"  "}', {}, 422],
    ['a text that is no text', '{"type":"message","text":{"a":1}}', {}, 422],
    ['an id of half a kilobyte', clientId('x'.repeat(500)), {}, 422],
    ['an id with a line feed', clientId('a\\nb'), {}, 422],
  ])('%s is refused', async (_name, body, headers, status) => {
    const chat = await startChat();
    const mine = await visit(chat);
    const refused = await post(mine, body, headers);
    expect(refused).toBe(status);
    expect(chat.received).toHaveLength(1);
    expect((await say(mine, 'halo')).status).toBe(200);
  });

  it('more than 64 kB are refused, whether announced or not', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    expect(await post(mine, JSON.stringify({ type: 'message', text: 'x'.repeat(70_000) }))).toBe(413);
    expect(await post(mine, 'x'.repeat(500_000), { 'Transfer-Encoding': 'chunked' })).toBeOneOf([
      413,
      'cut off',
    ]);
    expect(chat.received).toHaveLength(1);
    expect((await say(mine, 'halo')).status).toBe(200);
  });

  it('__proto__ and constructor keys change nothing', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const body =
      '{"type":"message","text":"halo","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
    expect(await post(mine, body)).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    const stored = await call(mine.activities, { token: mine.token });
    expect(stored.text).not.toContain('admin');
  });

  it('whatever JSON is posted, the answer is one we foresaw', async () => {
    const chat = await startChat({
      limits: { ...defaultLimits, postsPerConversation: { times: 1_000, seconds: 1 } },
    });
    const mine = await visit(chat);
    const activity = fc.record(
      {
        type: fc.oneof(fc.constant('message'), fc.jsonValue()),
        text: fc.jsonValue(),
        channelData: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), activity), async body => {
        expect(await post(mine, JSON.stringify(body))).toBeOneOf([200, 422]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('floods', () => {
  it('twenty messages in a row are all stored; beyond 60 a minute the client is told when to come back', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const first = await Promise.all(Array.from({ length: 20 }, (_, n) => say(mine, `pesan ${n}`)));
    expect(first.map(({ status }) => status)).toEqual(first.map(() => 200));
    const more = await Promise.all(Array.from({ length: 50 }, (_, n) => say(mine, `lagi ${n}`)));
    expect(more.filter(({ status }) => status === 200)).toHaveLength(40);
    const refused = more.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(10);
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    const polled = await call(mine.activities, { token: mine.token });
    expect(polled.json.activities).toHaveLength(1 + 2 * 60);
    expect((await say(await visit(chat), 'halo')).status).toBe(200);
  });

  it('one address gets 30 tokens in 10 minutes; a server with the secret is not counted', async () => {
    const chat = await startChat();
    const ask = () => call(`${chat.base}/tokens/generate`, { origin: page, body: {} });
    for (let n = 0; n < 30; n += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call(`${chat.base}/tokens/generate`, { token: secret, body: {} })).status).toBe(200);
  });

  it('behind our proxy the visitors are counted, not the proxy, and nobody can pretend to be another', async () => {
    const limits = { ...defaultLimits, visitorsPerAddress: { times: 1, seconds: 600 } };
    const ask = (base: string, from: string) =>
      call(`${base}/tokens/generate`, { origin: page, body: {}, headers: { 'X-Forwarded-For': from } });
    const trusting = await startChat({ limits, trustProxy: true });
    const statuses: number[] = [];
    for (const from of ['10.0.0.1', '10.0.0.2', '10.9.9.9, 10.0.0.2']) {
      statuses.push((await ask(trusting.base, from)).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
    const direct = await startChat({ limits });
    expect([
      (await ask(direct.base, '10.0.0.1')).status,
      (await ask(direct.base, '10.0.0.2')).status,
    ]).toEqual([200, 429]);
  });
});

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
    await say(mine, 'baru');
    const { json } = await call(`${mine.activities}?watermark=7`, { token: mine.token });
    expect(json.activities.map(({ text }: { text: string }) => text)).toEqual(['baru', 'Gema: baru']);
    expect(json.watermark).toBe('2');
  });
});

function clientId(id: string): string {
  return `{"type":"message","text":"halo","channelData":{"clientActivityID":"${id}"}}`;
}

/** A request with exactly these bytes; answers the status. */
function post(visit: Visit, body: string | Buffer, headers: Record<string, string> = {}) {
  return new Promise<number | 'cut off'>(resolve => {
    const sent = request(visit.activities, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${visit.token}`,
        'Content-Type': 'application/json',
        ...(!('Transfer-Encoding' in headers) && { 'Content-Length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    sent.on('response', response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', () => resolve('cut off'));
    sent.end(body);
  });
}

function failing(): never {
  throw new Error('nobody joined');
}
