import { describe, expect, it } from 'vitest';
import { call, page, secret, startChat } from './chat-server.ts';

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
