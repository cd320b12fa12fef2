import { describe, expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { Visitor } from '../support/visitor.ts';
import { openTwo } from './two-processes.ts';

/** The texts that arrive at a socket of `url`. */
async function listen(url: string, visitor: Visitor): Promise<{ readonly texts: string[] }> {
  const response = await fetch(`${url}/v3/directline/conversations/${visitor.conversation}`, {
    headers: { Authorization: `Bearer ${visitor.token}` },
  });
  const { streamUrl } = (await response.json()) as { streamUrl: string };
  const socket = new WebSocket(streamUrl);
  onTestFinished(() => socket.terminate());
  const texts: string[] = [];
  socket.on('message', data => {
    const frame = String(data);
    if (frame === '') return;
    for (const { type, text } of JSON.parse(frame).activities) if (type === 'message') texts.push(text);
  });
  await new Promise(resolve => socket.once('open', resolve));
  return { texts };
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500 && !condition(); attempt += 1) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe('two processes on one database', () => {
  it('show on the socket of one what was said to the other, in order and once', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(first.url);
    const view = await listen(first.url, visitor);
    const elsewhere = visitor.through(second.url);
    await elsewhere.say('gk bisa login min');
    await visitor.say('akun terkunci');
    await elsewhere.say('makasih');
    const history = await visitor.history();
    await until(() => view.texts.length >= history.length);
    expect(view.texts).toEqual(history);
  });

  it('answer messages that arrive at both at once one after the other, and lose none', async () => {
    const processes = await openTwo();
    const visitor = await Visitor.open(processes[0].url);
    const texts = Array.from({ length: 10 }, (_, index) => `pesan nomor ${index}`);
    await Promise.all(
      texts.map((text, index) => visitor.through(processes[index % 2]?.url ?? '').say(text, `id-${index}`)),
    );
    const history = await visitor.history();
    for (const text of texts) expect(history.filter(said => said === text)).toHaveLength(1);
    expect(await processes[1].store.verify()).toEqual({ checked: 1, damaged: [] });
  });

  it('answer a message once that is sent to both at the same moment', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(first.url);
    await Promise.all(
      [first, second, first, second].map(({ url }) => visitor.through(url).say('lupa sandi', 'same')),
    );
    expect((await visitor.history()).filter(said => said === 'lupa sandi')).toHaveLength(1);
  });

  it('let the visitor go on with the other one when theirs has ended', async () => {
    const [first, second] = await openTwo();
    const visitor = await Visitor.open(second.url);
    await visitor.say('lupa sandi');
    await second.close();
    const replies = await visitor.through(first.url).say('pandu saya di aplikasi');
    expect(replies.length).toBeGreaterThan(0);
  });
});
