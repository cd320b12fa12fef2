import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ConsoleRoute, mountRoutes, type UserExchange } from '../../src/console/mount-routes.ts';
import type { ConsoleUser } from '../../src/console/users.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { silentLog } from '../../src/log.ts';
import {
  call,
  cookieOf,
  logIn,
  me,
  rini,
  session,
  startConsole,
  type TestConsole,
} from './console-server.ts';

const minute = 60_000;

it('a session ends after 30 minutes without a request', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  await console.clock.advance(29 * minute);
  expect(await me(console, cookie)).toBe(200);
  await console.clock.advance(29 * minute);
  expect(await me(console, cookie)).toBe(200);
  await console.clock.advance(30 * minute);
  expect(await me(console, cookie)).toBe(401);
});

it('a session ends after 12 hours, however busy it is', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  for (let passed = 20; passed < 12 * 60; passed += 20) {
    await console.clock.advance(20 * minute);
    expect(await me(console, cookie)).toBe(200);
  }
  await console.clock.advance(20 * minute);
  expect(await me(console, cookie)).toBe(401);
});

it('a session survives a restart, with what is left of its time', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  await console.clock.advance(20 * minute);
  expect(await me(console, cookie)).toBe(200);
  await console.clock.advance(20 * minute);
  const restarted = await restart(console);
  expect(await me(restarted, cookie)).toBe(200);
  await console.clock.advance(12 * 60 * minute);
  expect(await me(await restart(console), cookie)).toBe(401);
});

it('a session that was ended stays ended after a restart', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  await call(`${console.api}/logout`, { cookie, body: {} });
  expect(await me(await restart(console), cookie)).toBe(401);
});

it('the disk holds neither the secret nor the password, and only this user may read it', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  for (const name of ['sessions.json', 'users.json']) {
    const file = join(console.dataDir, 'console', name);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain(cookie.split('=')[1]);
    expect(text).not.toContain('kuda poni ungu');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  }
});

it('a damaged file costs a log-in, not the start', async () => {
  const console = await startConsole();
  const cookie = await session(console);
  await writeFile(join(console.dataDir, 'console', 'sessions.json'), '{"schema":1,"sess');
  const restarted = await restart(console);
  expect(await me(restarted, cookie)).toBe(401);
  expect(await me(restarted, await session(restarted))).toBe(200);
});

it.each([
  ['no cookie', ''],
  ['an empty one', '__Host-console='],
  ['a made-up one', `__Host-console=${'A'.repeat(43)}`],
  ['a huge one', `__Host-console=${'A'.repeat(6_000)}`],
  ['the name without the prefix', 'console=x'],
])('%s is no session', async (_, cookie) => {
  expect(await me(await startConsole(), cookie)).toBe(401);
});

it('somebody sees their own open sessions, the device of each, and ends one from elsewhere', async () => {
  const console = await startConsole();
  const phone = await session(console, {}, { headers: { 'User-Agent': 'Telepon <b>Rini</b>' } });
  await console.clock.advance(minute);
  const here = await session(console);
  await console.users.add(sari);
  await session(console, sari);
  const { sessions } = (await call(`${console.api}/me/sessions`, { cookie: here })).json;
  expect(sessions).toMatchObject([
    { current: true, startedAt: '2026-03-12T02:01:00.000Z' },
    { current: false, startedAt: '2026-03-12T02:00:00.000Z', device: 'Telepon <b>Rini</b>' },
  ]);
  const end = `${console.api}/me/sessions/${sessions[1].id}/end`;
  expect((await call(end, { cookie: here, body: {} })).status).toBe(200);
  expect((await call(end, { cookie: here, body: {} })).status).toBe(404);
  expect(await Promise.all([phone, here].map(one => me(console, one)))).toEqual([401, 200]);
});

it('a session of somebody else does not exist', async () => {
  const console = await startConsole();
  await console.users.add(sari);
  const [mine, theirs] = [await session(console), await session(console, sari)];
  const { sessions } = (await call(`${console.api}/me/sessions`, { cookie: theirs })).json;
  const end = `${console.api}/me/sessions/${sessions[0].id}/end`;
  const [foreign, made] = [end, end.replace(/[\w-]{43}/, 'A'.repeat(43))];
  const answers = await Promise.all([foreign, made].map(url => call(url, { cookie: mine, body: {} })));
  expect(answers.map(({ status, json }) => [status, json.error.code])).toEqual([
    [404, 'not-found'],
    [404, 'not-found'],
  ]);
  expect(await me(console, theirs)).toBe(200);
});

it('a new password ends every session that was open, and asks for the old one first', async () => {
  const console = await startConsole();
  const [here, stolen] = [await session(console), await session(console)];
  await console.clock.advance(minute);
  const change = (password: string) =>
    call(`${console.api}/me/password`, { cookie: here, body: { password, next: 'apel jeruk mangga' } });
  expect((await change('kuda poni kuning')).json.error.code).toBe('proof-refused');
  expect(await me(console, stolen)).toBe(200);
  const changed = await change(rini.password);
  expect(await Promise.all([here, stolen, cookieOf(changed)].map(one => me(console, one)))).toEqual([
    401, 401, 200,
  ]);
  expect((await logIn(console)).status).toBe(401);
  expect((await logIn(console, { password: 'apel jeruk mangga' })).status).toBe(200);
});

it('a short new password is refused with a reason', async () => {
  const console = await startConsole();
  const body = { password: rini.password, next: 'pendek' };
  const { status, json } = await call(`${console.api}/me/password`, { cookie: await session(console), body });
  expect([status, json.error.code]).toEqual([422, 'password-unfit']);
});

describe('what stays open', () => {
  const within = 5_000;

  it.each<[string, (console: TestConsole, cookie: string) => Promise<unknown>]>([
    ['the log-out', ({ api }, cookie) => call(`${api}/logout`, { cookie, body: {} })],
    ['the user is disabled', console => changeRini(console, user => ({ ...user, disabled: true }))],
    ['the right is lost', console => changeRini(console, user => ({ ...user, role: 'editor' }))],
    ['a new password', ({ users }) => withRini(users, id => users.setPassword(id, 'apel jeruk mangga'))],
  ])('ends within five seconds of %s, and not before', async (_, change) => {
    const console = await startConsole();
    const { url, ended, lookAtUsers } = await openStream(console);
    const cookie = await session(console);
    const open = fetch(url, { headers: { Cookie: cookie } }).then(response => response.text());
    await expect.poll(ended).toBe(false);
    await console.clock.advance(10 * within);
    expect(ended()).toBe(false);
    await change(console, cookie);
    await lookAtUsers();
    await console.clock.advance(within);
    expect(ended()).toBe(true);
    expect(await open).toBe('ended');
  });

  it('ends when its session does, though it was open all the time', async () => {
    const console = await startConsole();
    const { url, ended } = await openStream(console);
    const cookie = await session(console);
    const open = fetch(url, { headers: { Cookie: cookie } }).then(response => response.text());
    await expect.poll(ended).toBe(false);
    await console.clock.advance(30 * minute + within);
    expect(await open).toBe('ended');
  });
});

/** A route that answers readers only when they may no longer listen. Users are looked at beforehand: a disk knows no fake time. */
async function openStream({ users: kept, sessions, clock }: TestConsole) {
  const server = createHttpServer({ log: silentLog });
  let state: boolean | undefined;
  let seen = await kept.all();
  const users = { find: async (id: ConsoleUser['id']) => seen.find(user => user.id === id) };
  const route: ConsoleRoute = {
    method: 'get',
    path: '/stream',
    allows: ({ role }) => role === 'reader',
    async handle({ res, whileAllowed }: UserExchange) {
      state = false;
      await new Promise<void>(resolve => whileAllowed(resolve));
      state = true;
      res.sendRaw(200, 'ended');
    },
  };
  mountRoutes(server, [route], { users, sessions, clock });
  const { url, close } = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => close(100));
  const lookAtUsers = async () => {
    seen = await kept.all();
  };
  return { url: `${url}/stream`, ended: () => state, lookAtUsers };
}

async function withRini(
  users: TestConsole['users'],
  work: (id: ConsoleUser['id']) => Promise<unknown>,
): Promise<void> {
  for (const { id, email } of await users.all()) if (email === rini.email) await work(id);
}

function changeRini({ users }: TestConsole, next: (user: ConsoleUser) => ConsoleUser): Promise<void> {
  return withRini(users, id => users.change(id, next));
}

const sari = { email: 'sari@contoh.id', role: 'agent', password: 'kuda poni biru' } as const;

function restart({ dataDir, clock }: TestConsole) {
  return startConsole({ dataDir, clock });
}
