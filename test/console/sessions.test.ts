import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { call, me, session, startConsole, type TestConsole } from './console-server.ts';

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

function restart({ dataDir, clock }: TestConsole) {
  return startConsole({ dataDir, clock });
}
