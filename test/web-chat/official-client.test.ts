import {
  type Activity,
  ConnectionStatus,
  DirectLine,
  type DirectLineOptions,
} from 'botframework-directlinejs';
import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { XmlHttpRequest } from '../support/xml-http-request.ts';
import { call, page, say, secret, startChat, type TestChat, visit } from './chat-server.ts';

// What the client takes from a browser.
Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });

describe.each([
  ['over a socket', true],
  ['by polling', false],
])("Microsoft's own client %s", (_name, webSocket) => {
  it('connects, is greeted, sends, sees its own message and then the reply', async () => {
    const chat = await startChat();
    const client = await open(chat, { webSocket });
    await client.until(() => client.texts().length === 1);
    expect(client.texts()).toEqual(['Halo!']);
    const id = await client.send('lupa sandi', 'c1');
    await client.until(() => client.texts().length === 3);
    const [, own, reply] = client.activities;
    expect(own).toMatchObject({ id, from: { role: 'user' }, channelData: { clientActivityID: 'c1' } });
    expect(reply).toMatchObject({ text: 'Gema: lupa sandi', replyToId: id, from: { role: 'bot' } });
    expect(client.status()).toBe(ConnectionStatus.Online);
  });

  it('shows many messages in the order of the conversation, each reply after its question', async () => {
    const chat = await startChat();
    const client = await open(chat, { webSocket });
    await Promise.all(Array.from({ length: 15 }, (_, n) => client.send(`pesan ${n}`, `c${n}`)));
    await client.until(() => client.activities.length === 31);
    const ids = client.activities.map(({ id }) => id ?? '');
    expect(ids).toEqual([...ids].sort());
    for (const [index, activity] of client.activities.entries()) {
      if ('replyToId' in activity) expect(ids.slice(0, index)).toContain(activity.replyToId);
    }
  });

  it('a page that is loaded again shows the history, and from a watermark only what is new', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await say(mine, 'satu');
    const known = { webSocket, token: mine.token, conversationId: mine.conversation };
    const again = await open(chat, known);
    await again.until(() => again.activities.length === 3);
    const later = await open(chat, { ...known, watermark: '3' });
    await say(mine, 'dua');
    await later.until(() => later.activities.length === 2);
    expect(later.texts()).toEqual(['dua', 'Gema: dua']);
    await again.until(() => again.activities.length === 5);
  });
});

describe("Microsoft's own client", () => {
  it('comes back by itself after its socket was cut, and misses nothing', async () => {
    const sockets: WebSocket[] = [];
    class Recorded extends WebSocket {
      constructor(url: string) {
        super(url);
        sockets.push(this);
      }
    }
    const chat = await startChat();
    const client = await open(chat, {}, { WebSocket: Recorded, random: () => 0 });
    await client.until(() => client.texts().length === 1);
    sockets[0]?.terminate();
    await client.send('saat terputus', 'c1');
    await client.until(() => client.texts().length === 3);
    expect(client.texts()).toEqual(['Halo!', 'saat terputus', 'Gema: saat terputus']);
    expect(sockets).toHaveLength(2);
    expect(new URL(sockets[1]?.url ?? '').searchParams.get('watermark')).toBe('1');
  });

  it('takes the user id from our token and accepts a refreshed one', async () => {
    const chat = await startChat();
    const { json } = await call(`${chat.base}/tokens/generate`, { origin: page, body: {} });
    const fresh = await call(`${chat.base}/tokens/refresh`, { method: 'POST', token: json.token });
    const client = await open(chat, { token: fresh.json.token });
    client.line.setUserId('somebody-else');
    await client.send('halo', 'c1');
    await client.until(() => client.texts().length === 3);
    expect(client.activities[1]?.from.id).toBe(chat.received[0]?.user);
  });

  it('is told that its token has expired, and goes on with a new one', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const client = await open(chat, { token: mine.token });
    await client.until(() => client.texts().length === 1);
    await chat.clock.advance(1_800_001);
    expect(await client.send('halo', 'c1')).toBe('retry');
    expect(client.status()).toBe(ConnectionStatus.ExpiredToken);
    const back = await visit(chat, { resume: mine.resume });
    client.line.reconnect({
      conversationId: back.conversation,
      token: back.token,
      streamUrl: back.streamUrl,
    });
    expect(await client.send('halo', 'c1')).toBe(`${mine.conversation}|0000002`);
  });

  it('uploads a picture and gets a kind refusal', async () => {
    const chat = await startChat();
    const client = await open(chat, {});
    const picture = { contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA', name: 'ktp.png' };
    const id = await client.post({ attachments: [picture], channelData: { clientActivityID: 'photo-1' } });
    await client.until(() => client.activities.length === 3);
    expect(client.activities[1]).toMatchObject({ id, channelData: { clientActivityID: 'photo-1' } });
    expect(client.texts().at(-1)).toBe('Maaf, kirim tulisan saja, ya.');
  });

  it('works with the secret, too, as it may be used on a server', async () => {
    const chat = await startChat();
    const client = await open(chat, { secret });
    await client.send('halo', 'c1');
    await client.until(() => client.texts().length === 3);
  });

  it('ends when the conversation is not its own', async () => {
    const chat = await startChat();
    const [mine, theirs] = [await visit(chat), await visit(chat)];
    const known = { token: mine.token, conversationId: theirs.conversation };
    const client = await open(chat, known);
    await expect.poll(client.status).toBe(ConnectionStatus.FailedToConnect);
    expect(client.activities).toEqual([]);
  });
});

/** The client as a page has it; it ends with the test. */
async function open(chat: TestChat, options: DirectLineOptions, services: Record<string, unknown> = {}) {
  const needsToken = options.token === undefined && options.secret === undefined;
  const token = needsToken
    ? (await call(`${chat.base}/tokens/generate`, { origin: page, body: {} })).json.token
    : options.token;
  const line = new DirectLine({
    domain: chat.base,
    pollingInterval: 200,
    ...(token && { token }),
    ...options,
    ...services,
  });
  const activities: Activity[] = [];
  let status = ConnectionStatus.Uninitialized;
  let wake = () => {};
  line.connectionStatus$.subscribe(next => {
    status = next;
  });
  const subscription = line.activity$.subscribe({
    next: activity => {
      activities.push(activity);
      wake();
    },
    error: () => {},
  });
  onTestFinished(() => {
    subscription.unsubscribe();
    line.end();
  });
  return { line, activities, status: () => status, texts, until, send, post };

  function texts(): (string | undefined)[] {
    return activities.map(activity => (activity.type === 'message' ? activity.text : undefined));
  }

  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  }

  function send(text: string, clientActivityID: string): Promise<string> {
    return post({ text, channelData: { clientActivityID } });
  }

  function post(message: Record<string, unknown>): Promise<string> {
    const activity = { type: 'message', from: { id: 'x', name: '' }, ...message } as Activity;
    return new Promise((resolve, reject) => line.postActivity(activity).subscribe(resolve, reject));
  }
}
