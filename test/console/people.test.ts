import { describe, expect, it } from 'vitest';
import { adminSession, enrol } from './authenticator.ts';
import { call, logIn, me, rini, session, startConsole, type TestConsole } from './console-server.ts';

describe('an admin', () => {
  it('sees who works here, in which role, with or without a code, and nothing secret', async () => {
    const { console, cookie } = await opened();
    const { json, text } = await call(`${console.api}/people`, { cookie });
    expect(json.users).toEqual([
      person({ email: 'joko@contoh.id', name: 'Joko', role: 'admin', secondFactor: true }),
      person({ email: rini.email, name: 'Rini', role: 'reader', secondFactor: false }),
    ]);
    expect(text).not.toMatch(/scrypt|s1\./);
  });

  it('gives another role, which counts at the next request', async () => {
    const { console, cookie, ofRini } = await opened();
    const hers = await session(console);
    expect((await call(`${console.api}/privacy`, { cookie: hers })).status).toBe(403);
    const changed = await ofRini('role', { role: 'agent' });
    expect([changed.status, changed.json.role]).toEqual([200, 'agent']);
    expect((await call(`${console.api}/privacy`, { cookie: hers })).status).toBe(200);
    expect((await ofRini('role', { role: 'boss' })).status).toBe(422);
    expect(await recorded(console, cookie)).toContainEqual({ change: 'role', role: 'agent' });
  });

  it('disables somebody, whose sessions end for good, and lets them in again', async () => {
    const { console, ofRini } = await opened();
    const hers = await session(console);
    await console.clock.advance(1_000);
    expect((await ofRini('disable')).json.disabled).toBe(true);
    expect([await me(console, hers), (await logIn(console)).status]).toEqual([401, 401]);
    await ofRini('enable');
    expect([await me(console, hers), (await logIn(console)).status]).toEqual([401, 200]);
  });

  it('resets the second factor of somebody who lost the telephone', async () => {
    const { console, ofRini } = await opened();
    const { cookie: hers } = await enrol(console, await session(console));
    expect((await logIn(console)).status).toBe(401);
    await ofRini('reset-second-factor');
    expect([await me(console, hers), (await logIn(console)).status]).toEqual([401, 200]);
  });

  it('changes nothing about themselves, so that the last admin stays one', async () => {
    const { console, cookie } = await opened();
    const { id } = (await call(`${console.api}/me`, { cookie })).json;
    for (const action of ['role', 'disable', 'reset-second-factor']) {
      const answer = await call(`${console.api}/people/${id}/${action}`, {
        cookie,
        body: { role: 'reader' },
      });
      expect([answer.status, answer.json.error.code]).toEqual([409, 'yourself']);
    }
  });
});

describe('an invitation', () => {
  const sari = { email: 'Sari@contoh.id', role: 'agent' };
  const password = 'apel jeruk mangga';

  it('is a link that makes a user once', async () => {
    const { console, cookie } = await opened();
    const made = await call(`${console.api}/invitations`, { cookie, body: sari });
    expect(made.json.invitation).toMatchObject({ email: 'sari@contoh.id', role: 'agent' });
    const { secret } = made.json;
    const look = await call(`${console.api}/invitation/look`, { body: { secret } });
    expect(look.json).toEqual({ email: 'sari@contoh.id', role: 'agent' });
    const accept = (chosen: string) =>
      call(`${console.api}/invitation/accept`, { body: { secret, password: chosen } });
    expect((await accept('pendek')).json.error.code).toBe('password-unfit');
    expect((await accept(password)).status).toBe(200);
    expect((await accept(password)).status).toBe(404);
    expect((await logIn(console, { email: 'sari@contoh.id', password })).json.role).toBe('agent');
  });

  it('makes one user, however many use it at once', async () => {
    const { console, cookie } = await opened();
    const { secret } = (await call(`${console.api}/invitations`, { cookie, body: sari })).json;
    const tries = [1, 2, 3].map(() =>
      call(`${console.api}/invitation/accept`, { body: { secret, password } }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter(status => status === 200)).toHaveLength(1);
    expect((await console.users.all()).filter(({ email }) => email === 'sari@contoh.id')).toHaveLength(1);
  });

  it('is over after three days, or when it is taken back', async () => {
    const { console, cookie } = await opened();
    const invite = async () => (await call(`${console.api}/invitations`, { cookie, body: sari })).json;
    const look = async (secret: string) =>
      (await call(`${console.api}/invitation/look`, { body: { secret } })).status;
    const first = await invite();
    const revoke = `${console.api}/invitations/${first.invitation.id}/revoke`;
    expect((await call(revoke, { cookie, body: {} })).status).toBe(200);
    expect([await look(first.secret), (await call(revoke, { cookie, body: {} })).status]).toEqual([404, 404]);
    const second = await invite();
    await console.clock.advance(3 * 24 * 60 * 60_000);
    expect(await look(second.secret)).toBe(404);
  });

  it.each([
    ['somebody who is here', { email: rini.email, role: 'agent' }, 409],
    ['an address that is none', { email: 'sari', role: 'agent' }, 422],
    ['markup for a name', { ...sari, name: '<b>Sari</b>' }, 422],
  ])('is not made for %s', async (_, body, status) => {
    const { console, cookie } = await opened();
    expect((await call(`${console.api}/invitations`, { cookie, body })).status).toBe(status);
  });

  it('cannot be guessed for long', async () => {
    const { console } = await opened();
    const body = { secret: 'A'.repeat(43) };
    const statuses = new Set<number>();
    for (let n = 0; n < 31; n += 1) {
      statuses.add((await call(`${console.api}/invitation/look`, { body })).status);
    }
    expect(statuses).toEqual(new Set([404, 429]));
  });
});

describe('the audit log in the console', () => {
  it('has log-ins and refused ones, is filtered, comes in pages, and says that its chain is whole', async () => {
    const { console, cookie } = await opened();
    await logIn(console, { password: 'kuda poni kuning' });
    await logIn(console, { email: 'siapa@contoh.id' });
    const hers = await session(console);
    await call(`${console.api}/logout`, { cookie: hers, body: {} });
    const read = async (query: string) => (await call(`${console.api}/audit?${query}`, { cookie })).json;
    const ofRini = (await console.users.all()).find(({ email }) => email === rini.email)?.id ?? '';
    expect((await read(`actor=${ofRini}`)).entries).toMatchObject([
      { action: 'log-out', actor: { name: 'Rini', role: 'reader' } },
      { action: 'log-in' },
      { action: 'log-in-refused', details: { code: 'log-in-refused' } },
    ]);
    expect((await read('action=log-in-refused')).entries[0].actor.id).toBe('unknown');
    const seen: number[] = [];
    for (let before = ''; ; ) {
      const { entries, next } = await read(`limit=2&before=${before}`);
      seen.push(...entries.map((entry: { number: number }) => entry.number));
      if (next === undefined) break;
      before = String(next);
    }
    expect(seen).toEqual(Array.from(seen, (_, index) => seen.length - index));
    expect((await call(`${console.api}/audit/check`, { cookie })).json).toEqual({
      entries: seen.length,
      head: expect.any(String),
    });
    for (const query of [
      'action=everything',
      'before=0',
      'before=x',
      'limit=201',
      `actor=${'a'.repeat(65)}`,
    ]) {
      expect([query, (await call(`${console.api}/audit?${query}`, { cookie })).status]).toEqual([query, 422]);
    }
  });
});

async function opened() {
  const console = await startConsole();
  const { cookie } = await adminSession(console);
  const ofRini = async (action: string, body: object = {}) => {
    const user = (await console.users.all()).find(({ email }) => email === rini.email);
    return call(`${console.api}/people/${user?.id}/${action}`, { cookie, body });
  };
  return { console, cookie, ofRini };
}

function person(of: object) {
  return { id: expect.any(String), createdAt: expect.any(String), disabled: false, ...of };
}

async function recorded({ api }: TestConsole, cookie: string): Promise<unknown[]> {
  const { json } = await call(`${api}/audit?action=change-user`, { cookie });
  return json.entries.map((entry: { details: unknown }) => entry.details);
}
