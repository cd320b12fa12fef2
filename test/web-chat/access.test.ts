import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { call, page, say, secret, startChat, tokenKey, visit } from './chat-server.ts';

describe('who may get a token', () => {
  it('a page of this machine on any port, during development', async () => {
    const { base } = await startChat();
    for (const origin of [
      'http://localhost:5173',
      'http://127.0.0.1:1234',
      'https://localhost',
      'http://[::1]:8080',
    ]) {
      const answer = await call(`${base}/tokens/generate`, { origin, body: {} });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.json).toMatchObject({
        expires_in: 1800,
        conversationId: expect.stringMatching(/^[\w-]{22,}$/),
      });
    }
  });

  it('a page of a listed site and of our own address; in production none of this machine', async () => {
    const { base } = await startChat({ development: false, publicUrl: 'https://bantuan.example' });
    const statuses = await statusesOf(base, ['https://toko.example', 'https://bantuan.example', page]);
    expect(statuses).toEqual([200, 200, 403]);
  });

  it('no foreign page, no look-alike, no null origin, and nobody without an origin', async () => {
    const { base } = await startChat({ widgetOrigins: ['https://toko.example', 'null'] });
    const refused = [
      'https://jahat.example',
      'https://toko.example.jahat.example',
      'https://toko.example:444',
      'http://toko.example',
      'http://localhost.jahat.example',
      'http://localhost:80/',
      'null',
      '',
    ];
    expect(await statusesOf(base, refused)).toEqual(refused.map(() => 403));
    const foreign = await call(`${base}/tokens/generate`, { origin: 'https://jahat.example', body: {} });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect((await call(`${base}/tokens/generate`, { method: 'POST' })).status).toBe(403);
  });

  it('a server with the secret, which may name its visitor and the pages that may use the token', async () => {
    const chat = await startChat();
    const body = { user: { id: 'dl_pelanggan-7', name: 'Budi' }, trustedOrigins: [page] };
    const { status, json } = await call(`${chat.base}/tokens/generate`, { token: secret, body });
    expect(status).toBe(200);
    expect(claims(json.token)).toMatchObject({ user: 'dl_pelanggan-7', origins: [page] });
    const start = (origin: string) =>
      call(`${chat.base}/conversations`, { token: json.token, origin, body: {} });
    expect((await start('http://localhost:9999')).status).toBe(403);
    expect((await start(page)).status).toBe(201);
    expect(chat.received[0]).toMatchObject({ user: 'dl_pelanggan-7', content: { kind: 'join' } });
  });

  it('nobody with a wrong secret, not even from a welcome page', async () => {
    const { base } = await startChat();
    for (const token of ['', 'wrong', `${secret}x`, secret.slice(0, -1)]) {
      expect((await call(`${base}/tokens/generate`, { token, origin: page, body: {} })).status).toBe(403);
    }
  });

  it('a page cannot choose whom it speaks for', async () => {
    const { base } = await startChat();
    const { json } = await call(`${base}/tokens/generate`, {
      origin: page,
      body: { user: { id: 'dl_korban' } },
    });
    expect(claims(json.token).user).toMatch(/^dl_[\w-]{32}$/);
  });
});

describe('what a token opens', () => {
  it('is refused with 403 when it is missing, forged, of another kind or expired', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const { conversation, user } = claims(mine.token);
    const [head, body, signature = ''] = mine.token.split('.');
    const forged = [
      undefined,
      '',
      'x',
      `${head}.${body}.`,
      `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${encode({ alg: 'none' })}.${body}.`,
      await sign({ conversation, user, origins: [] }, 'another key, just as long, 0123456789abc'),
      await sign({ conversation, user, origins: [] }, tokenKey, 'another-audience'),
      await sign({ conversation, user }, tokenKey),
    ];
    for (const token of forged) expect((await call(mine.activities, { token })).status).toBe(403);
    expect((await call(mine.activities, { token: mine.token })).status).toBe(200);
    await chat.clock.advance(1_800_001);
    expect((await call(mine.activities, { token: mine.token })).status).toBe(403);
    expect((await call(`${chat.base}/tokens/refresh`, { method: 'POST', token: mine.token })).status).toBe(
      403,
    );
  });

  it('a refreshed token goes on where the old one ends, also after a restart', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    await chat.clock.advance(900_000);
    const fresh = await call(`${chat.base}/tokens/refresh`, { method: 'POST', token: mine.token });
    expect(fresh.json).toMatchObject({ conversationId: mine.conversation, expires_in: 1800 });
    const restarted = await startChat({ clock: chat.clock, store: chat.store, dataDir: chat.dataDir });
    await chat.clock.advance(1_000_000);
    const address = `${restarted.base}/conversations/${mine.conversation}/activities`;
    expect((await call(address, { token: fresh.json.token })).json.activities).toHaveLength(1);
    expect((await call(address, { token: mine.token })).status).toBe(403);
  });

  it('works without an Origin, but on no other page than the one it was issued to', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const status = async (origin?: string) =>
      (await call(mine.activities, { token: mine.token, ...(origin && { origin }) })).status;
    expect([await status(), await status(page)]).toEqual([200, 200]);
    expect([await status('http://localhost:4444'), await status('https://jahat.example')]).toEqual([
      403, 403,
    ]);
    expect(await status('null')).toBe(403);
  });

  it("somebody else's conversation looks exactly like one that never existed", async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const theirs = await visit(chat);
    await say(theirs, 'rahasia');
    const nowhere = 'A'.repeat(32);
    for (const path of ['', '/activities']) {
      const foreign = await call(`${chat.base}/conversations/${theirs.conversation}${path}`, {
        token: mine.token,
      });
      const none = await call(`${chat.base}/conversations/${nowhere}${path}`, { token: mine.token });
      const odd = await call(`${chat.base}/conversations/%7B%7D${path}`, { token: mine.token });
      expect(foreign.status).toBe(404);
      expect(none).toMatchObject({ status: 404, text: foreign.text });
      expect(odd).toMatchObject({ status: 404, text: foreign.text });
      expect(headersBut(foreign.headers)).toEqual(headersBut(none.headers));
    }
    const posted = await say({ ...mine, activities: theirs.activities }, 'halo');
    const postedNowhere = await say(
      { ...mine, activities: `${chat.base}/conversations/${nowhere}/activities` },
      'halo',
    );
    expect(posted.status).toBe(404);
    expect(postedNowhere.text).toBe(posted.text);
    expect(await chat.store.messages(chat.received[1]?.conversation ?? failing())).toHaveLength(3);
  });

  it('a conversation id alone opens nothing', async () => {
    const chat = await startChat();
    const { conversation, activities } = await visit(chat);
    expect((await call(activities)).status).toBe(403);
    expect((await call(`${chat.base}/conversations/${conversation}`)).status).toBe(403);
  });

  it('a server may hold a whole conversation with the secret alone', async () => {
    const chat = await startChat();
    const started = await call(`${chat.base}/conversations`, { method: 'POST', token: secret });
    expect(started.status).toBe(201);
    const conversation = `${chat.base}/conversations/${started.json.conversationId}`;
    const posted = await call(`${conversation}/activities`, {
      token: secret,
      body: { type: 'message', text: 'halo' },
    });
    expect(posted.status).toBe(200);
    expect((await call(`${conversation}/activities`, { token: secret })).json.activities).toHaveLength(3);
    expect((await call(`${chat.base}/conversations/${'B'.repeat(32)}`, { token: secret })).status).toBe(404);
  });
});

describe('across origins', () => {
  it('a preflight allows what official clients send', async () => {
    const { base } = await startChat();
    const { status, headers } = await call(`${base}/conversations/x/activities`, {
      method: 'OPTIONS',
      origin: page,
    });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    expect(headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual(
      ['accept', 'authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with'].sort(),
    );
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(headers.get('vary')).toBe('Origin');
  });

  it('a preflight of a foreign page is refused', async () => {
    const { base } = await startChat();
    const answer = await call(`${base}/tokens/generate`, {
      method: 'OPTIONS',
      origin: 'https://jahat.example',
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('a welcome page can read refusals, too', async () => {
    const { base } = await startChat();
    for (const path of ['/conversations/x', '/session/getsessionid']) {
      const answer = await call(`${base}${path}`, { origin: page });
      expect([403, 404]).toContain(answer.status);
      expect(answer.headers.get('access-control-allow-origin')).toBe(page);
    }
  });
});

async function statusesOf(base: string, origins: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const origin of origins) {
    statuses.push((await call(`${base}/tokens/generate`, { origin, body: {} })).status);
  }
  return statuses;
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sign(claims: Record<string, unknown>, key: string, audience = 'web-chat'): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime(4_000_000_000)
    .sign(new TextEncoder().encode(key));
}

function headersBut(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
}

function failing(): never {
  throw new Error('the bot was not asked twice');
}
