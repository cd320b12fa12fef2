import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPush } from '../../src/channels/push/start-push.ts';
import { createSealer } from '../../src/conversations/seal.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { silentLog } from '../../src/log.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { openStore } from '../console/console-server.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openFakePlatform } from './fake-platform.ts';
import { connectPager } from './pager.ts';

const secret = 'a-secret-of-at-least-32-characters';

describe('a new channel, made as CONTRIBUTING.md says,', () => {
  it('has order, durability, retries, splitting and numbered choices without a line of its own', async () => {
    let down = true;
    const platform = await openFakePlatform(() => (down ? undefined : { status: 200, body: {} }));
    onTestFinished(() => platform.close());
    const { post, settle } = await openPager(platform.url);
    const page = { id: 'p1', from: '0812', text: 'panjang '.repeat(30) };
    expect((await post(page, 'wrong')).status).toBe(401);
    expect((await post({ from: '0812' })).status).toBe(422);
    for (let time = 0; time < 5; time += 1) expect((await post(page)).status).toBe(200);
    await settle(1_000);
    down = false;
    platform.requests.length = 0;
    await settle(60_000);
    const seen: string[] = platform.requests.map(({ body }) => body.text);
    expect(platform.requests.every(({ body }) => body.pager === '0812')).toBe(true);
    expect(seen[0]).toBe('Halo!\n\n1. Lupa sandi');
    expect(seen.slice(1).join(' ')).toContain('Gema: panjang panjang');
    expect(seen).toHaveLength(new Set(seen).size);
    expect(Math.max(...seen.map(text => text.length))).toBeLessThanOrEqual(160);
  });

  it('is small: this one, and the three that are there', () => {
    const lines = (files: readonly string[]) =>
      files.flatMap(file => readFileSync(file, 'utf8').split('\n')).filter(line => line.trim() !== '').length;
    const folder = (name: string) =>
      readdirSync(join('src/channels', name))
        // What `npm run -s channels` asks is no part of carrying messages.
        .filter(file => file !== 'check.ts')
        .map(file => join('src/channels', name, file));
    const sizes = {
      pager: lines(['test/channels/pager.ts']),
      telegram: lines(folder('telegram')),
      whatsapp: lines(folder('whatsapp')),
      'bot-framework': lines(folder('bot-framework')),
    };
    console.log(sizes);
    expect(sizes.pager).toBeLessThanOrEqual(50);
    for (const name of ['telegram', 'whatsapp', 'bot-framework'] as const)
      expect(sizes[name], name).toBeLessThanOrEqual(360);
  });
});

async function openPager(root: string) {
  const clock = new FakeClock();
  const { store } = await openStore();
  const { channel, listen: hear } = connectPager({ root, secret }, clock);
  const surroundings = { clock, log: silentLog, outbox: store.outbox };
  const push = startPush({
    ...surroundings,
    channels: [channel],
    store,
    inbox: store.inbox,
    receive: createEchoBot(store, clock),
    sealer: createSealer(secret),
    secret,
    random: secureRandom,
  });
  onTestFinished(() => push.stop());
  const server = createHttpServer({ log: silentLog });
  hear({ ...surroundings, server, accept: push.acceptFor(channel.name) });
  const { url, close } = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => close(100));
  return {
    post: (page: object, given = secret) =>
      fetch(`${url}/webhooks/pager`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Pager-Secret': given },
        body: JSON.stringify(page),
      }),
    async settle(milliseconds: number) {
      for (let step = 0; step < milliseconds; step += 1_000) {
        await push.idle();
        await clock.advance(1_000);
        push.committed();
      }
      await push.idle();
    },
  };
}
