import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createSharedLogInLimits } from '../../src/console/shared-log-in-limits.ts';
import { silentLog } from '../../src/log.ts';
import { openDatabase } from '../../src/storage/postgres/database.ts';
import { call, cookieOf } from '../console/console-server.ts';
import { builtCommand } from '../support/commands.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { Visitor } from '../support/visitor.ts';
import { secrets, startTwo, type TwoProcesses } from './two-processes.ts';

let both: TwoProcesses;
beforeAll(async () => {
  both = await startTwo();
  await addRini();
});
afterAll(() => both.close());

const rini = { email: 'rini@contoh.id', password: 'kuda poni ungu' };

/** A command of an operator on the same database, in a process of its own. */
async function command(script: `src/${string}.ts`, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [builtCommand(script), ...args], {
    env: { ...process.env, DATABASE_URL: both.databaseUrl },
  });
  child.stdin.end(input);
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'exit'), text(child.stderr)]);
  return { code, out };
}

function addRini() {
  const args = ['add-user', '--email', rini.email, '--role', 'agent'];
  return command('src/console/cli.ts', args, rini.password);
}

function incident(...args: readonly string[]) {
  return command('src/incidents/cli.ts', args);
}

function logIn(url: string, changes: object = {}) {
  return call(`${url}/console/api/login`, { body: { ...rini, ...changes } });
}

async function me(url: string, cookie: string): Promise<number> {
  return (await call(`${url}/console/api/me`, { cookie })).status;
}

async function until(condition: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (await condition()) return true;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return false;
}

describe('all processes on one database', () => {
  it('know a visitor who comes back, whichever they come back to, and forget one who was erased', async () => {
    const { first, second } = both;
    const visitor = await Visitor.open(first.url);
    await visitor.say('lupa sandi');
    const back = await Visitor.open(second.url, visitor.resume);
    expect(back.conversation).toBe(visitor.conversation);
    expect(await back.history()).toEqual(await visitor.history());
    expect((await Visitor.open(first.url, back.resume)).conversation).toBe(visitor.conversation);
    const user = (await first.store.load(visitor.conversation))?.user;
    if (user) await second.store.eraseUser(user);
    expect((await Visitor.open(first.url, back.resume)).conversation).not.toBe(visitor.conversation);
  });

  it('let two tabs in that come back with one secret to different processes at the same moment', async () => {
    const { first, second } = both;
    const { resume, conversation } = await Visitor.open(first.url);
    const tabs = await Promise.all(
      [first, second, first, second].map(({ url }) => Visitor.open(url, resume)),
    );
    expect(tabs.map(tab => tab.conversation)).toEqual(tabs.map(() => conversation));
    const again = await Promise.all(tabs.map(tab => Visitor.open(second.url, tab.resume)));
    expect(again.map(tab => tab.conversation)).toEqual(tabs.map(() => conversation));
  });

  it('know who may use the console, who is logged in, and who has logged out', async () => {
    const { first, second } = both;
    const cookie = cookieOf(await logIn(first.url));
    expect(await me(second.url, cookie)).toBe(200);
    await call(`${second.url}/console/api/logout`, { cookie, body: {} });
    expect(await me(first.url, cookie)).toBe(401);
  });

  it('count tries to log in together, until the time is over', async () => {
    const database = openDatabase({ url: both.databaseUrl, log: silentLog });
    onTestFinished(database.close);
    const clock = new FakeClock();
    const sizes = { perAddress: 100, perEmail: 3, seconds: 900 };
    const limits = [0, 1].map(() =>
      createSharedLogInLimits({ database, key: secrets.TOKEN_KEY ?? '', clock, sizes }),
    );
    const tries = () => Promise.allSettled([0, 1, 0, 1].map(at => limits[at]?.tryEmail('siapa@contoh.id')));
    const refused = (results: readonly { status: string }[]) =>
      results.filter(({ status }) => status === 'rejected').length;
    expect(refused(await tries())).toBe(1);
    expect(refused(await tries())).toBe(4);
    await clock.advance(900_000);
    expect(refused(await tries())).toBe(1);
    await limits[0]?.forgive('127.0.0.1', 'siapa@contoh.id');
    expect(refused(await tries())).toBe(1);
    const kept = await database.run({ name: 'all', text: 'select key from attempt' }, []);
    expect(JSON.stringify(kept)).not.toContain('siapa');
  });

  it('are silent while a person who took the chat at one of them holds it, and show what they write', async () => {
    const { first, second } = both;
    const cookie = cookieOf(await logIn(first.url));
    const visitor = await Visitor.open(second.url);
    await visitor.hear();
    const chat = `${first.url}/console/api/conversations/${visitor.conversation}`;
    expect((await call(`${chat}/takeover`, { cookie, body: {} })).status).toBe(200);
    expect((await call(`${chat}/reply`, { cookie, body: { text: 'Halo, saya Rini' } })).status).toBe(200);
    await visitor.say('akun saya terkunci');
    const history = await visitor.history();
    expect(history.slice(-2)).toEqual(['Halo, saya Rini', 'akun saya terkunci']);
  });

  it('all know of an incident within a second after it was declared, and of its end', async () => {
    const processes = [both.first, both.second];
    const known = (symptom: string | undefined) => () =>
      processes.every(({ incidents }) => incidents.current()?.symptom === symptom);
    await incident('declare', '--symptom', 'server_error', '--note', 'JMO sedang dirawat.');
    expect(await until(known('server_error'), 1_000)).toBe(true);
    for (const { url } of processes) {
      const greeting = await (await Visitor.open(url)).hear();
      expect(greeting.some(said => said.startsWith('JMO sedang dirawat.'))).toBe(true);
    }
    await both.second.incidents.end();
    expect(await until(known(undefined), 1_000)).toBe(true);
  });

  it('suggest an incident that none of them would have noticed alone', async () => {
    const processes = [both.first, both.second];
    for (let count = 0; count < 10; count += 1) {
      await (await Visitor.open(processes[count % 2]?.url ?? '')).say('aplikasi jmo error terus');
    }
    expect((await incident('suggest')).out).toContain('server_error: 10 percakapan');
  });
});
