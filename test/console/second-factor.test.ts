import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogInLimits } from '../../src/console/log-in-limits.ts';
import type { Passwords } from '../../src/console/passwords.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { adminSession, codeOf, enrol, joko, logInWithCode } from './authenticator.ts';
import { call, cookieOf, logIn, me, rini, session, startConsole, temporaryFolder } from './console-server.ts';

const second = 1_000;

describe('an admin without a second factor', () => {
  it('is told that one is missing, and has the rights of an editor until there is one', async () => {
    const console = await startConsole();
    await console.users.add(joko);
    const { json, headers } = await logInWithCode(console, undefined);
    expect(json).toMatchObject({ role: 'editor', secondFactor: 'missing' });
    const { cookie } = await enrol(console, cookieOf({ headers }));
    expect((await call(`${console.api}/me`, { cookie })).json).toMatchObject({
      role: 'admin',
      secondFactor: 'on',
    });
  });
});

describe('enrolment', () => {
  it('takes a code of the new secret, ends every other session, and answers ten recovery codes once', async () => {
    const console = await startConsole();
    const [here, elsewhere] = [await session(console), await session(console)];
    await console.clock.advance(second);
    const { cookie, recoveryCodes } = await enrol(console, here);
    expect(new Set(recoveryCodes)).toHaveLength(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    expect(await Promise.all([here, elsewhere, cookie].map(one => me(console, one)))).toEqual([
      401, 401, 200,
    ]);
  });

  it('changes nothing until the code is right', async () => {
    const console = await startConsole();
    const cookie = await session(console);
    const path = `${console.api}/me/second-factor`;
    expect((await call(`${path}/confirm`, { cookie, body: { totp: '123456' } })).status).toBe(409);
    const { secret } = (await call(`${path}/begin`, { cookie, body: {} })).json;
    const wrong = codeOf(secret, console.clock, 5);
    expect((await call(`${path}/confirm`, { cookie, body: { totp: wrong } })).json.error.code).toBe(
      'proof-refused',
    );
    expect((await logIn(console)).status).toBe(200);
  });

  it('cannot be begun again over one that is there', async () => {
    const console = await startConsole();
    const { cookie } = await enrol(console, await session(console));
    const { status, json } = await call(`${console.api}/me/second-factor/begin`, { cookie, body: {} });
    expect([status, json.error.code]).toEqual([409, 'second-factor-on']);
  });

  it('leaves neither the secret nor a recovery code on the disk', async () => {
    const console = await startConsole();
    const { secret, recoveryCodes } = await enrol(console, await session(console));
    const kept = await readFile(join(console.dataDir, 'console', 'users.json'), 'utf8');
    const plain = recoveryCodes.map(code => code.replaceAll('-', ''));
    for (const one of [secret, ...recoveryCodes, ...plain]) expect(kept).not.toContain(one);
  });
});

describe('logging in with a second factor', () => {
  it('asks for a code once the password is right, and not before', async () => {
    const console = await startConsole();
    await adminSession(console);
    const { status, json, headers } = await logInWithCode(console, undefined);
    expect([status, json.error.code, headers.getSetCookie()]).toEqual([401, 'second-factor-needed', []]);
    const wrong = await logIn(console, { email: joko.email, password: 'kuda poni kuning' });
    expect(wrong.json.error.code).toBe('log-in-refused');
  });

  it('takes a code once: the same one again is refused, also by another process', async () => {
    const console = await startConsole();
    const { secret } = await adminSession(console);
    const code = codeOf(secret, console.clock);
    expect((await logInWithCode(console, code)).status).toBe(200);
    const again = await logInWithCode(console, code);
    expect([again.status, again.json.error.code]).toEqual([401, 'second-factor-refused']);
    const other = await startConsole({ dataDir: console.dataDir, clock: console.clock });
    expect((await logInWithCode(other, code)).status).toBe(401);
    await console.clock.advance(30 * second);
    expect((await logInWithCode(console, codeOf(secret, console.clock))).status).toBe(200);
  });

  it('lets only one of two in that come with the same code at once', async () => {
    const console = await startConsole();
    const { secret } = await adminSession(console);
    const code = codeOf(secret, console.clock);
    const tried = await Promise.all([1, 2, 3].map(() => logInWithCode(console, code)));
    expect(tried.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('refuses a code that is older than one that was used', async () => {
    const console = await startConsole();
    const { secret } = await adminSession(console);
    const [before, now] = [codeOf(secret, console.clock, -1), codeOf(secret, console.clock)];
    expect((await logInWithCode(console, now)).status).toBe(200);
    expect((await logInWithCode(console, before)).status).toBe(401);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const console = await startConsole();
    const { recoveryCodes } = await adminSession(console);
    const [first = '', other = ''] = recoveryCodes;
    expect((await logInWithCode(console, first.toLowerCase())).status).toBe(200);
    expect((await logInWithCode(console, first)).status).toBe(401);
    expect((await logInWithCode(console, other.replaceAll('-', ' '))).status).toBe(200);
  });

  it('slows guessing down, and a right password alone does not begin the count anew', async () => {
    const console = await startConsole({
      limits: createLogInLimits(secureRandom, { perAddress: 100, perEmail: 4, seconds: 900 }),
    });
    const { secret } = await adminSession(console);
    const wrong = codeOf(secret, console.clock, 7);
    const tries = [undefined, wrong, undefined, wrong, codeOf(secret, console.clock)];
    const statuses = [];
    for (const code of tries) statuses.push((await logInWithCode(console, code)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
  });

  it('weighs one password each time, whether address, password or code is wrong', async () => {
    let weighed = 0;
    const passwords: Passwords = {
      hash: async password => `hash of ${password}`,
      matches: async (password, stored) => {
        weighed += 1;
        return stored === `hash of ${password}`;
      },
    };
    const [dataDir, plain] = [await temporaryFolder(), await startConsole()];
    const users = openConsoleUsers({ dataDir, clock: plain.clock, passwords });
    const console = await startConsole({ users, dataDir, clock: plain.clock });
    const { secret } = await adminSession({ ...console, users });
    const costs = [];
    for (const body of [
      { email: 'siapa@contoh.id' },
      { email: joko.email, password: 'kuda poni kuning' },
      { email: joko.email, totp: '000000' },
      { email: joko.email, totp: codeOf(secret, console.clock) },
    ]) {
      weighed = 0;
      await logIn(console, body);
      costs.push(weighed);
    }
    expect(costs).toEqual([1, 1, 1, 1]);
  });
});

describe('the second factor', () => {
  it('is taken away with a code only, and its recovery codes are replaced with one only', async () => {
    const console = await startConsole();
    const { cookie, secret, recoveryCodes } = await enrol(console, await session(console));
    const path = `${console.api}/me/second-factor`;
    for (const action of ['remove', 'recovery-codes']) {
      const { status } = await call(`${path}/${action}`, { cookie, body: { totp: '000000' } });
      expect([action, status]).toEqual([action, 422]);
    }
    const renewed = await call(`${path}/recovery-codes`, {
      cookie,
      body: { totp: codeOf(secret, console.clock) },
    });
    expect(renewed.json.recoveryCodes).toHaveLength(10);
    expect((await logInWithCode(console, recoveryCodes[0], rini.email)).status).toBe(401);
    const totp = renewed.json.recoveryCodes[0];
    expect((await call(`${path}/remove`, { cookie, body: { totp } })).status).toBe(200);
    expect((await logIn(console)).status).toBe(200);
  });
});
