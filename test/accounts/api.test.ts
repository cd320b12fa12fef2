import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VerificationId } from '../../src/ids.ts';
import {
  budi,
  conversation,
  eventually,
  newestCode,
  openInstitution,
  stranger,
  type TestInstitution,
} from './support/institution.ts';

const minute = 60_000;

describe("the account service's API", () => {
  let institution: TestInstitution;
  beforeEach(async () => {
    institution = await openInstitution();
  });
  afterEach(() => institution.close());

  const request = { ...budi, by: 'sms', purpose: 'new-password', conversation } as const;

  it('answers known and unknown members with the same status, headers and fields', async () => {
    const answers = await Promise.all(
      [budi, stranger, { ...budi, kpj: stranger.kpj }].map(async member => {
        const answer = await institution.raw('/v1/verifications', {
          method: 'POST',
          body: JSON.stringify({ ...request, ...member }),
        });
        const body = z.record(z.string(), z.union([z.string(), z.number()])).parse(await answer.json());
        const shape = Object.entries(body).map(([name, value]) => [
          name,
          String(value).replace(/\/v\/.*/, '').length,
        ]);
        const headers = [...answer.headers].filter(([name]) => name !== 'date');
        return { status: answer.status, headers, shape };
      }),
    );
    expect(answers[0]?.status).toBe(202);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('sends the code to the registered number only, and to nobody for an unknown member', async () => {
    const accounts = institution.client();
    await accounts.startVerification({ ...request, ...stranger }, institution.newKey());
    await accounts.startVerification(request, institution.newKey());
    const code = await newestCode(institution);
    expect(code).toMatch(/^\d{6}$/);
    expect(await institution.inbox()).toEqual([
      expect.objectContaining({ via: 'sms', to: '081100000001', code, text: expect.stringContaining(code) }),
    ]);
  });

  it.each([
    ['a number that is off', 'andi', { nik: '3299080904910008', kpj: '99000000008' }, 'sms', 'email'],
    ['a dead mailbox', 'lina', { nik: '3299095711890009', kpj: '99000000009' }, 'email', 'sms'],
    ['no e-mail at all', 'wati', { nik: '3299135206840013', kpj: '99000000013' }, 'email', 'sms'],
  ] as const)(
    'accepts %s without a word, and nothing arrives there',
    async (_name, _who, member, dead, alive) => {
      const accounts = institution.client();
      const started = await accounts.startVerification(
        { ...request, ...member, by: dead },
        institution.newKey(),
      );
      if (started.kind !== 'started') throw new Error(started.kind);
      expect(await accounts.resendCode(started.verification, alive, institution.newKey())).toMatchObject({
        kind: 'sent',
      });
      await newestCode(institution);
      expect((await institution.inbox()).map(({ via }) => via)).toEqual([alive]);
    },
  );

  it('has one effect and one answer for the same key, also at the same moment and after a restart', async () => {
    const [one, two] = await Promise.all([
      institution.client().startVerification(request, 'kunci-tetap'),
      institution.client().startVerification(request, 'kunci-tetap'),
    ]);
    const code = await newestCode(institution);
    await institution.restart();
    const three = await institution.client().startVerification(request, 'kunci-tetap');
    expect(one.kind).toBe('started');
    expect(two).toEqual(one);
    expect({ ...three, page: undefined }).toEqual({ ...one, page: undefined });
    expect((await institution.inbox()).map(message => message.code)).toEqual([code]);
  });

  it('refuses a key that comes again with another request', async () => {
    const send = (body: object) =>
      institution.raw('/v1/verifications', {
        method: 'POST',
        headers: { 'Idempotency-Key': 'kunci-tetap' },
        body: JSON.stringify(body),
      });
    expect((await send(request)).status).toBe(202);
    const second = await send({ ...request, by: 'email' });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: 'key-reused' } });
  });

  it.each([
    ['nik', { nik: '329901150390000' }],
    ['nik', { nik: '3299011503900001 ' }],
    ['nik', { nik: '0000000000000000' }],
    ['kpj', { kpj: '9900000000' }],
    ['kpj', { kpj: '9900000000x' }],
  ] as const)('says which field is malformed: %s', async (field, wrong) => {
    const answer = await institution
      .client()
      .startVerification({ ...request, ...wrong }, institution.newKey());
    expect(answer).toEqual({ kind: 'malformed', field });
  });

  it.each([
    ['GET', '/v1/verifications/x', { Authorization: '' }, 401],
    ['GET', '/v1/verifications/x', { Authorization: 'Bearer salah' }, 401],
    ['POST', '/v1/verifications', { Authorization: 'Bearer salah' }, 401],
    ['GET', '/v1/verifications/__proto__', {}, 404],
    ['GET', '/v1/verifications/constructor/account', {}, 404],
    ['POST', '/v1/verifications', { 'Idempotency-Key': '' }, 400],
    ['POST', '/v1/verifications', { 'Content-Encoding': 'gzip' }, 415],
    ['POST', '/v1/verifications', { 'Content-Type': 'text/plain' }, 415],
    ['POST', '/v1/verifications', {}, 422],
  ] as const)('answers %s %s with %o by %i and fixed words', async (method, path, headers, status) => {
    const answer = await institution.raw(path, {
      method,
      headers,
      ...(method === 'POST' && { body: '{"nik":1}' }),
    });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error: { code: expect.any(String), message: expect.any(String), id: expect.any(String) },
    });
  });

  it.each([
    ['known', budi],
    ['unknown', stranger],
  ] as const)(
    'gives a %s member three codes an hour and five a day, across restarts',
    async (_name, member) => {
      const start = () =>
        institution.client().startVerification({ ...request, ...member }, institution.newKey());
      const kinds: string[] = [];
      for (let count = 0; count < 3; count++) kinds.push((await start()).kind);
      expect(await start()).toEqual({ kind: 'tooManyCodes', retryInMinutes: 60 });
      await institution.clock.advance(59 * minute);
      await institution.restart();
      expect(await start()).toEqual({ kind: 'tooManyCodes', retryInMinutes: 1 });
      await institution.clock.advance(minute);
      for (let count = 0; count < 2; count++) kinds.push((await start()).kind);
      expect(kinds).toEqual(Array(5).fill('started'));
      await institution.clock.advance(2 * 60 * minute);
      expect(await start()).toEqual({ kind: 'tooManyCodes', retryInMinutes: 21 * 60 });
    },
  );

  it('counts each route by itself', async () => {
    const start = (by: 'sms' | 'email') =>
      institution.client().startVerification({ ...request, by }, institution.newKey());
    for (let count = 0; count < 3; count++) await start('sms');
    expect((await start('sms')).kind).toBe('tooManyCodes');
    expect(await start('email')).toMatchObject({ kind: 'started', minutes: 10 });
  });

  it.each([
    ['known', budi],
    ['unknown', stranger],
  ] as const)(
    'sends again to a %s member after a minute, not before, and voids the old code',
    async (_name, member) => {
      const accounts = institution.client();
      const started = await accounts.startVerification({ ...request, ...member }, institution.newKey());
      if (started.kind !== 'started') throw new Error(started.kind);
      const resend = () => accounts.resendCode(started.verification, 'sms', institution.newKey());
      await institution.clock.advance(15_000);
      expect(await resend()).toEqual({ kind: 'tooSoon', retryInSeconds: 45 });
      await institution.clock.advance(45_000);
      expect(await resend()).toEqual({ kind: 'sent', minutes: 5 });
      await institution.clock.advance(minute);
      expect(await resend()).toEqual({ kind: 'sent', minutes: 5 });
      await institution.clock.advance(minute);
      expect(await resend()).toMatchObject({ kind: 'tooManyCodes' });
    },
  );

  it('calls a verification over when it is cancelled, expired or was never there', async () => {
    const accounts = institution.client();
    const open = async () => {
      const started = await accounts.startVerification({ ...request, ...stranger }, institution.newKey());
      if (started.kind !== 'started') throw new Error(started.kind);
      return started.verification;
    };
    const cancelled = await open();
    expect(await accounts.cancel(cancelled, institution.newKey())).toEqual({ kind: 'cancelled' });
    expect(await accounts.progress(cancelled)).toEqual({ kind: 'cancelled' });
    expect(await accounts.resendCode(cancelled, 'email', institution.newKey())).toEqual({ kind: 'over' });
    const expired = await open();
    expect(await accounts.progress(expired)).toEqual({ kind: 'waiting' });
    await institution.clock.advance(5 * minute);
    expect(await accounts.progress(expired)).toEqual({ kind: 'expired' });
    expect(await accounts.resendCode(expired, 'email', institution.newKey())).toEqual({ kind: 'over' });
    const invented = VerificationId.parse('tidak-pernah-ada');
    expect(await accounts.progress(invented)).toEqual({ kind: 'notFound' });
    expect(await accounts.resendCode(invented, 'sms', institution.newKey())).toEqual({ kind: 'over' });
    expect(await accounts.accountStatus(invented)).toEqual({ kind: 'notVerified' });
    expect(await accounts.cancel(invented, institution.newKey())).toEqual({ kind: 'cancelled' });
  });

  it('tells nothing about an account before its owner proved control', async () => {
    const accounts = institution.client();
    const started = await accounts.startVerification(request, institution.newKey());
    if (started.kind !== 'started') throw new Error(started.kind);
    expect(await accounts.accountStatus(started.verification)).toEqual({ kind: 'notVerified' });
  });

  it('describes exactly the routes it has', async () => {
    const shape = z.object({
      openapi: z.literal('3.1.0'),
      paths: z.record(z.string(), z.record(z.string(), z.unknown())),
    });
    const { paths } = shape.parse(await (await fetch(`${institution.url}/openapi.json`)).json());
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual([...institution.routes].sort());
    for (const route of described) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await fetch(institution.url + path.replace(/\{\w+\}/, 'x'), { method });
      expect([route, answer.status]).not.toEqual([route, 405]);
    }
  });

  it('has no inbox, no switches and no log-in attempts outside development', async () => {
    const strict = await openInstitution({ development: false });
    try {
      await strict.client().startVerification(request, strict.newKey());
      for (const path of ['/dev/inbox', '/dev/inbox.json']) {
        expect((await fetch(strict.url + path)).status).toBe(404);
      }
      for (const path of ['faults', 'login-attempt']) expect((await strict.dev(path, {})).status).toBe(404);
    } finally {
      await strict.close();
    }
  });

  it('shows the inbox as a page that reloads itself', async () => {
    await institution.client().startVerification(request, institution.newKey());
    const code = await newestCode(institution);
    const page = await eventually(async () => {
      const html = await (await fetch(`${institution.url}/dev/inbox`)).text();
      return html.includes(code) ? html : undefined;
    });
    expect(page).toContain('http-equiv="refresh"');
    expect(page).toContain('Mode demo, bukan layanan resmi BPJS Ketenagakerjaan; pakai data contoh');
  });
});
