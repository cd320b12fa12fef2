import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Receive } from '../../src/bot/inbound-message.ts';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { call, page, say, secret, startChat, type Visit, visit } from './chat-server.ts';

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

  it('more people at once than can be answered are told at once to come back, and the others are answered', async () => {
    const [store, clock] = [createMemoryStore(), new FakeClock()];
    const answer = createEchoBot(store, clock);
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    const slowly: Receive = async inbound => {
      if (inbound.content.kind === 'text') await released;
      return answer(inbound);
    };
    const limits = { ...defaultLimits, messagesAtOnce: 3 };
    const chat = await startChat({ store, clock, receive: slowly, limits });
    const visits = [];
    for (let number = 0; number < 5; number += 1) visits.push(await visit(chat));
    const waiting = visits.slice(0, 3).map(mine => say(mine, 'halo'));
    while (chat.received.filter(({ content }) => content.kind === 'text').length < 3)
      await new Promise(resolve => setImmediate(resolve));
    const refused = await Promise.all(visits.slice(3).map(mine => say(mine, 'halo')));
    expect(refused.map(({ status }) => status)).toEqual([503, 503]);
    // Our own widget comes back by itself; for the official client a chat without a greeting is better than none.
    const opensAtOnce = () => call(`${chat.base}/tokens/generate`, { origin: page, body: { start: true } });
    const newcomer = await opensAtOnce();
    expect(newcomer.status).toBe(503);
    for (const { headers } of [...refused, newcomer])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    const official = await visit(chat);
    expect(chat.received.filter(({ content }) => content.kind === 'join')).toHaveLength(visits.length);
    release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const again = await Promise.all([...visits.slice(3), official].map(mine => say(mine, 'halo')));
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await opensAtOnce()).status).toBe(200);
  });

  it('a message that comes byte by byte takes no place from the others', async () => {
    const limits = { ...defaultLimits, messagesAtOnce: 3 };
    const chat = await startChat({ limits });
    const mine = await visit(chat);
    const dripping = Array.from({ length: 20 }, () => beginToPost(mine));
    onTestFinished(() => dripping.forEach(request => void request.destroy()));
    await Promise.all(dripping.map(begun));
    expect((await say(mine, 'halo')).status).toBe(200);
  });

  it('one address gets 300 tokens in 10 minutes; a server with the secret is not counted', async () => {
    const chat = await startChat();
    const ask = () => call(`${chat.base}/tokens/generate`, { origin: page, body: {} });
    for (let n = 0; n < 300; n += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await call(`${chat.base}/tokens/generate`, { token: secret, body: {} })).status).toBe(200);
  });

  it('behind a proxy that appends the port one address stays one', async () => {
    const limits = { ...defaultLimits, visitorsPerAddress: { times: 1, seconds: 600 } };
    const { base } = await startChat({ limits, trustProxy: true });
    const statuses: number[] = [];
    const home = ['[2001:db8:1:2::5]:51234', '[2001:db8:1:2:ffff::9]:51235', '2001:db8:1:2::7'];
    for (const from of ['203.0.113.7:51234', '203.0.113.7:51235', '203.0.113.7', ...home]) {
      const headers = { 'X-Forwarded-For': from };
      statuses.push((await call(`${base}/tokens/generate`, { origin: page, body: {}, headers })).status);
    }
    expect(statuses).toEqual([200, 429, 429, 200, 429, 429]);
  });

  it('behind our proxy the visitors are counted, not the proxy, and nobody can pretend to be another', async () => {
    const limits = { ...defaultLimits, visitorsPerAddress: { times: 1, seconds: 600 } };
    const ask = (base: string, from: string) =>
      call(`${base}/tokens/generate`, { origin: page, body: {}, headers: { 'X-Forwarded-For': from } });
    const trusting = await startChat({ limits, trustProxy: true });
    const sameHome = ['2001:db8:1:2::5', '2001:db8:1:2:ffff::9'];
    const statuses: number[] = [];
    for (const from of ['10.0.0.1', '10.0.0.2', '10.9.9.9, 10.0.0.2', ...sameHome, '2001:db8:1:3::5']) {
      statuses.push((await ask(trusting.base, from)).status);
    }
    expect(statuses).toEqual([200, 200, 429, 200, 429, 200]);
    const direct = await startChat({ limits });
    expect([
      (await ask(direct.base, '10.0.0.1')).status,
      (await ask(direct.base, '10.0.0.2')).status,
    ]).toEqual([200, 429]);
  });
});

/** Head and first bytes of a body that never ends. */
function beginToPost({ activities, token }: Visit): ClientRequest {
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': 1_000,
  };
  const posting = request(activities, { method: 'POST', headers, agent: false });
  posting.on('error', () => {});
  posting.write('{"type":');
  return posting;
}

/** The server has the head and asks for more. */
async function begun(posting: ClientRequest): Promise<void> {
  const [socket] = posting.socket ? [posting.socket] : await once(posting, 'socket');
  if (socket.connecting) await once(socket, 'connect');
  await pause(200);
}
