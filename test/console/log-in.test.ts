import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogInLimits } from '../../src/console/log-in-limits.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { call, cookieOf, logIn, me, openUsers, rini, session, startConsole } from './console-server.ts';

const wrong = { password: 'kuda poni kuning' };

describe('logging in', () => {
  it('answers who it is, and a cookie that no script, other site or other host gets', async () => {
    const console = await startConsole();
    const { status, json, headers, text } = await logIn(console);
    expect(status).toBe(200);
    expect(json).toEqual({
      id: expect.any(String),
      email: rini.email,
      name: 'Rini',
      role: 'reader',
      secondFactor: 'off',
    });
    expect(text).not.toContain('scrypt');
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-console=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    expect((await call(`${console.api}/me`, { cookie: cookieOf({ headers }) })).json).toEqual(json);
  });

  it('does not mind upper case in the address, nor a code of a second factor that nobody asked for', async () => {
    const console = await startConsole();
    expect((await logIn(console, { email: ' Rini@Contoh.ID ' })).status).toBe(200);
    expect((await logIn(console, { totp: '123456' })).status).toBe(200);
  });

  it('answers a wrong password, an unknown address and a disabled user with the same words', async () => {
    const console = await startConsole();
    await disable(console.dataDir);
    const answers = [
      await logIn(console, wrong),
      await logIn(console, { email: 'siapa@contoh.id' }),
      await logIn(console),
    ];
    for (const { status, json, headers } of answers) {
      expect(status).toBe(401);
      expect(json).toEqual({
        error: { code: 'log-in-refused', message: 'Valid credentials are needed.', id: expect.any(String) },
      });
      expect(headers.getSetCookie()).toEqual([]);
    }
  });

  it.each([
    ['nothing', {}],
    ['a number for a password', { email: rini.email, password: 1 }],
    ['a password of 10 kB', { email: rini.email, password: 'a'.repeat(10_000) }],
    ['an object for an address', { email: { $gt: '' }, password: rini.password }],
  ])('does not take %s', async (_, body) => {
    const { api } = await startConsole();
    expect((await call(`${api}/login`, { body })).status).toBe(422);
  });

  it('slows guessing down per address of e-mail, however it is written and whether or not somebody has it', async () => {
    const console = await startConsole({
      limits: createLogInLimits(secureRandom, { perAddress: 100, perEmail: 3, seconds: 900 }),
    });
    for (const email of [rini.email, 'siapa@contoh.id']) {
      for (const tried of [email, email.toUpperCase(), ` ${email}`]) {
        expect((await logIn(console, { email: tried, ...wrong })).status).toBe(401);
      }
      const refused = await logIn(console, { email });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('slows guessing down per client, and counts tries that come at once', async () => {
    const console = await startConsole({
      limits: createLogInLimits(secureRandom, { perAddress: 4, perEmail: 100, seconds: 900 }),
    });
    const tries = Array.from({ length: 10 }, (_, n) => logIn(console, { email: `a${n}@contoh.id` }));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter(status => status === 401)).toHaveLength(4);
    expect(statuses.filter(status => status === 429)).toHaveLength(6);
  });

  it('forgives typing errors once the password was right', async () => {
    const console = await startConsole({
      limits: createLogInLimits(secureRandom, { perAddress: 100, perEmail: 3, seconds: 900 }),
    });
    for (const _ of [1, 2, 3]) {
      expect((await logIn(console, wrong)).status).toBe(401);
      expect((await logIn(console, wrong)).status).toBe(401);
      expect((await logIn(console)).status).toBe(200);
    }
  });

  it('begins a new session and ends the one before', async () => {
    const console = await startConsole();
    const before = await session(console);
    const after = cookieOf(await logIn(console, {}, { cookie: before }));
    expect(after).not.toBe(before);
    expect(await me(console, before)).toBe(401);
    expect(await me(console, after)).toBe(200);
  });
});

describe('logging out', () => {
  it('ends the session and takes the cookie back', async () => {
    const console = await startConsole();
    const cookie = await session(console);
    const { status, headers } = await call(`${console.api}/logout`, { cookie, body: {} });
    expect(status).toBe(204);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-console=; .*Max-Age=0$/)]);
    expect(await me(console, cookie)).toBe(401);
  });

  it('leaves other sessions of the same person alone', async () => {
    const console = await startConsole();
    const [here, there] = [await session(console), await session(console)];
    await call(`${console.api}/logout`, { cookie: here, body: {} });
    expect(await me(console, there)).toBe(200);
  });
});

describe('users', () => {
  it('who are disabled are out at once, without a restart', async () => {
    const console = await startConsole();
    const cookie = await session(console);
    expect(await me(console, cookie)).toBe(200);
    await disable(console.dataDir);
    expect(await me(console, cookie)).toBe(401);
  });

  it('all stay when several are added at once by several processes', async () => {
    const { dataDir } = await startConsole();
    const emails = Array.from({ length: 8 }, (_, n) => `orang${n}@contoh.id`);
    const added = await Promise.all(emails.map(email => openUsers(dataDir).add({ ...rini, email })));
    expect(added.map(({ kind }) => kind)).toEqual(emails.map(() => 'added'));
    const { users } = JSON.parse(await readFile(join(dataDir, 'console', 'users.json'), 'utf8'));
    expect(users.map((user: { email: string }) => user.email).sort()).toEqual([...emails, rini.email].sort());
  });

  it('can be added after a crash left the lock behind', async () => {
    const { dataDir, clock } = await startConsole();
    const lock = join(dataDir, 'console', 'users.json.lock');
    await writeFile(lock, '');
    const longAgo = new Date(clock.now() - 6_000);
    await utimes(lock, longAgo, longAgo);
    const added = await openUsers(dataDir, clock).add({ ...rini, email: 'sari@contoh.id' });
    expect(added.kind).toBe('added');
  });

  it('are never replaced by an empty list when the file is damaged', async () => {
    const console = await startConsole();
    const file = join(console.dataDir, 'console', 'users.json');
    await writeFile(file, '{"schema":1,"us');
    expect((await logIn(console)).status).toBe(500);
    await expect(openUsers(console.dataDir).add({ ...rini, email: 'lain@contoh.id' })).rejects.toMatchObject({
      code: 'document-damaged',
    });
    expect(await readFile(file, 'utf8')).toBe('{"schema":1,"us');
  });

  it.each([
    ['a password of 11 characters', { password: 'sebelas 123' }, 'passwordTooShort'],
    ['11 characters that look like more', { password: '👍'.repeat(11) }, 'passwordTooShort'],
    ['a password of 300 characters', { password: 'a'.repeat(300) }, 'passwordTooLong'],
    ['no address', { email: 'rini' }, 'emailUnreadable'],
    ['an address that somebody has', { email: 'RINI@contoh.id' }, 'emailTaken'],
  ])('%s is refused', async (_, changes, kind) => {
    const { users } = await startConsole();
    expect((await users.add({ ...rini, ...changes })).kind).toBe(kind);
  });
});

async function disable(dataDir: string): Promise<void> {
  const file = join(dataDir, 'console', 'users.json');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"disabled":false', '"disabled":true '));
}
