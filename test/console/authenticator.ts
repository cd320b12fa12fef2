import { codeAt, stepAt } from '../../src/console/second-factor/totp.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { call, cookieOf, logIn, rini, session, type TestConsole } from './console-server.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an app does with the secret that it was given: base32 in, six digits out. */
export function codeOf(secret: string, clock: Pick<FakeClock, 'now'>, stepsLater = 0): string {
  const bits = [...secret].map(one => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2));
  return codeAt(Uint8Array.from(bytes), stepAt(clock.now()) + stepsLater);
}

type Console = Pick<TestConsole, 'api' | 'users' | 'clock'>;

/** Enrols whoever the cookie belongs to; the time is half a minute later then, so that the next code is another one. */
export async function enrol({ api, clock }: Pick<Console, 'api' | 'clock'>, cookie: string) {
  const path = `${api}/me/second-factor`;
  const { secret } = (await call(`${path}/begin`, { cookie, body: {} })).json;
  const confirmed = await call(`${path}/confirm`, { cookie, body: { totp: codeOf(secret, clock) } });
  await clock.advance(30_000);
  const recoveryCodes: readonly string[] = confirmed.json.recoveryCodes;
  return { cookie: cookieOf(confirmed), secret: String(secret), recoveryCodes };
}

export const joko = { email: 'joko@contoh.id', role: 'admin', password: rini.password } as const;

/** The session of an admin who has a second factor. */
export async function adminSession(console: Console, email: string = joko.email) {
  await console.users.add({ ...joko, email });
  return enrol(console, await session(console, { email }));
}

export function logInWithCode(
  console: Pick<TestConsole, 'api'>,
  totp: string | undefined,
  email: string = joko.email,
) {
  return logIn(console, { email, ...(totp !== undefined && { totp }) });
}
