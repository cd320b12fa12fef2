import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpAccountService } from '../../src/accounts/http-account-service.ts';
import { VerificationId } from '../../src/ids.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { apiKey, budi, conversation, openInstitution, type TestInstitution } from './support/institution.ts';

const request = { ...budi, by: 'sms', purpose: 'new-password', conversation } as const;
const someone = VerificationId.parse('siapa-saja');
/** Short deadlines keep the tests quick; production's are the defaults. */
const impatient = { totalMilliseconds: 300, attemptMilliseconds: 120 };

describe('the client of the account service, when the service misbehaves', () => {
  let institution: TestInstitution;
  beforeEach(async () => {
    institution = await openInstitution();
  });
  afterEach(() => institution.close());

  it.each([
    ['slow', 'timeout'],
    ['down', 'network'],
    ['garbage', 'garbage'],
    ['rate-limited', 'rate-limited'],
  ] as const)(
    'calls a service that is %s unreachable because of %s, on every operation',
    async (mode, because) => {
      await institution.dev('faults', { mode, ms: 1_000 });
      // Only where time is to run out: a busy machine is slow, too.
      const client = () => institution.client(mode === 'slow' ? impatient : undefined);
      const answers = await Promise.all([
        client().startVerification(request, institution.newKey()),
        client().resendCode(someone, 'sms', institution.newKey()),
        client().progress(someone),
        client().accountStatus(someone),
        client().cancel(someone, institution.newKey()),
      ]);
      expect(answers).toEqual(Array(5).fill({ kind: 'unreachable', because }));
    },
  );

  it('gets through a service that is merely slow', async () => {
    await institution.dev('faults', { mode: 'slow', ms: 50 });
    expect(await institution.client().progress(someone)).toEqual({ kind: 'notFound' });
  });

  it('leaves one effect when the first attempt was cut off too early', async () => {
    await institution.dev('faults', { mode: 'slow', ms: 200 });
    const key = institution.newKey();
    expect(await institution.client(impatient).startVerification(request, key)).toEqual({
      kind: 'unreachable',
      because: 'timeout',
    });
    await institution.dev('faults', { mode: 'none' });
    expect(await institution.client().startVerification(request, key)).toMatchObject({ kind: 'started' });
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(await institution.inbox()).toHaveLength(1);
  });

  it('keeps the fault away from the page and the inbox', async () => {
    const started = await institution.client().startVerification(request, institution.newKey());
    if (started.kind !== 'started') throw new Error(started.kind);
    await institution.dev('faults', { mode: 'down' });
    expect((await fetch(started.page)).status).toBe(200);
  });
});

describe('the client of the account service, whatever answers', () => {
  let closing: (() => Promise<void>) | undefined;
  afterEach(() => closing?.());

  it.each([
    ['a server error', 500, '{}', 'server-error'],
    ['an overload', 503, '', 'server-error'],
    ['a wrong key', 401, '{"error":{"code":"unauthorized"}}', 'garbage'],
    ['a proxy that limits', 429, '<html>', 'rate-limited'],
    ['an unknown state', 200, '{"kind":"menari"}', 'garbage'],
    ['half an answer', 200, '{"kind":', 'garbage'],
    ['null', 200, 'null', 'garbage'],
    ['an endless answer', 200, `"${'x'.repeat(100_000)}"`, 'garbage'],
    ['a redirect elsewhere', 302, '', 'network'],
  ] as const)('calls %s unreachable', async (_name, status, body, because) => {
    const { url } = await answering(() => ({ status, body }));
    const accounts = createHttpAccountService({ baseUrl: url, apiKey, clock: new FakeClock() });
    expect(await accounts.progress(someone)).toEqual({ kind: 'unreachable', because });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'halaman'])(
    'does not pass on %s as a page',
    async page => {
      const { url } = await answering(() => ({
        status: 202,
        body: JSON.stringify({ verification: 'v', page, minutes: 5 }),
      }));
      const accounts = createHttpAccountService({ baseUrl: url, apiKey, clock: new FakeClock() });
      expect(await accounts.startVerification(request, 'k')).toEqual({
        kind: 'unreachable',
        because: 'garbage',
      });
    },
  );

  it('tries again after a server error, with the same key', async () => {
    const { url, keys } = await answering(count =>
      count < 3 ? { status: 500, body: '{}' } : { status: 202, body: '{"minutes":5}' },
    );
    const accounts = createHttpAccountService({ baseUrl: url, apiKey, clock: new FakeClock() });
    expect(await accounts.resendCode(someone, 'sms', 'kunci-sama')).toEqual({ kind: 'sent', minutes: 5 });
    expect(keys).toEqual(['kunci-sama', 'kunci-sama', 'kunci-sama']);
  });

  it('stops knocking at a service that is down, probes after the pause, and goes on when it is back', async () => {
    let healthy = false;
    const { url, keys } = await answering(() =>
      healthy ? { status: 200, body: '{"kind":"waiting"}' } : { status: 500, body: '{}' },
    );
    const clock = new FakeClock();
    const accounts = createHttpAccountService({
      baseUrl: url,
      apiKey,
      clock,
      retries: 0,
      failuresToOpen: 3,
      pauseMilliseconds: 10_000,
    });
    const ask = () => accounts.progress(someone);
    const open = { kind: 'unreachable', because: 'circuit-open' };
    for (let count = 0; count < 3; count++) await ask();
    expect(await ask()).toEqual(open);
    expect(keys).toHaveLength(3);
    await clock.advance(10_000);
    expect(await ask()).toEqual({ kind: 'unreachable', because: 'server-error' });
    expect(await ask()).toEqual(open);
    expect(keys).toHaveLength(4);
    healthy = true;
    await clock.advance(9_999);
    expect(await ask()).toEqual(open);
    await clock.advance(1);
    expect(await ask()).toEqual({ kind: 'waiting' });
    healthy = false;
    await ask();
    healthy = true;
    expect(await ask()).toEqual({ kind: 'waiting' });
  });

  /** A server that nobody wrote for us: answers what it is told and remembers the keys it was given. */
  async function answering(answer: (count: number) => { status: number; body: string }) {
    const keys: unknown[] = [];
    const server = createServer((req, res) => {
      keys.push(req.headers['idempotency-key']);
      const { status, body } = answer(keys.length);
      res.statusCode = status;
      if (status === 302) res.setHeader('Location', 'http://127.0.0.1:1/');
      res.end(body);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    closing = () => new Promise(resolve => server.close(() => resolve()));
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys };
  }
});
