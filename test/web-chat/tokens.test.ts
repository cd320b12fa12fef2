import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { call, page, say, secret, startChat, tokenKey, visit } from './chat-server.ts';

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

  it('can be refreshed for 30 days, and no longer', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    let { token } = mine;
    const refresh = () => call(`${chat.base}/tokens/refresh`, { method: 'POST', token });
    const quarters = (30 * 24 * 60 * 60) / 900;
    for (let quarter = 1; quarter < quarters; quarter += 1) {
      await chat.clock.advance(900_000);
      token = (await refresh()).json.token;
    }
    expect((await call(mine.activities, { token })).status).toBe(200);
    await chat.clock.advance(900_000);
    expect((await call(mine.activities, { token })).status).toBe(403);
    expect((await refresh()).status).toBe(403);
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
