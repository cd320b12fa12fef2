import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PermissionId, VerificationId } from '../../src/ids.ts';
import { openBrowser } from './support/browser.ts';
import {
  budi,
  conversation,
  openInstitution,
  stranger,
  type TestInstitution,
} from './support/institution.ts';

const day = 24 * 60 * 60_000;
const invented = PermissionId.parse('tidak-pernah-ada');

let institution: TestInstitution;
beforeEach(async () => {
  institution = await openInstitution();
});
afterEach(() => institution.close());

async function verification(member: typeof budi): Promise<{ id: VerificationId; page: string }> {
  const request = { ...member, by: 'sms', purpose: 'diagnosis', conversation } as const;
  const started = await institution.client().startVerification(request, institution.newKey());
  if (started.kind !== 'started') throw new Error(started.kind);
  return { id: started.verification, page: started.page };
}

async function proved(): Promise<VerificationId> {
  const { id, page } = await verification(budi);
  const browser = openBrowser();
  await browser.visit(page);
  let code: string | null | undefined;
  for (let attempt = 0; attempt < 500 && typeof code !== 'string'; attempt++) {
    code = (await institution.inbox())[0]?.code;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  await browser.submit(page, { code: code ?? '' });
  return id;
}

async function permission(): Promise<PermissionId> {
  const answer = await institution.client().permitNotices(await proved(), institution.newKey());
  if (answer.kind !== 'permitted') throw new Error(answer.kind);
  return answer.permission;
}

const notices = async () => (await institution.inbox()).filter(({ code }) => code === null);

describe('a notice by the account service', () => {
  it('reaches the contact through which control was proved, without account data, link or code', async () => {
    const given = await permission();
    expect(await institution.client().sendNotice(given, institution.newKey())).toEqual({ kind: 'accepted' });
    const [notice, ...others] = await notices();
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ via: 'sms', code: null });
    expect(notice?.text).toContain('Ada kabar dari asisten');
    expect(notice?.text).not.toMatch(/http|\d{6}/);
    expect(notice?.text.length).toBeLessThanOrEqual(160);
  });

  it('is permitted only after a proof of control, and refuses everybody else alike', async () => {
    const ask = async (id: VerificationId) => {
      const path = `/v1/verifications/${id}/notice-permission`;
      const headers = { 'Idempotency-Key': institution.newKey() };
      const response = await institution.raw(path, { method: 'POST', headers });
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      return { status: response.status, code: error.code, message: error.message };
    };
    const refusals = [
      await ask((await verification(budi)).id),
      await ask((await verification(stranger)).id),
      await ask(VerificationId.parse('tidak-pernah-ada')),
    ];
    expect(refusals[0]).toMatchObject({ status: 403, code: 'not-verified' });
    expect(refusals).toEqual(Array(3).fill(refusals[0]));
  });

  it('is no longer permitted ten minutes after the proof', async () => {
    const id = await proved();
    await institution.clock.advance(10 * 60_000);
    expect(await institution.client().permitNotices(id, institution.newKey())).toEqual({
      kind: 'notVerified',
    });
  });

  it('is sent once for a key, once a day, and four times in all', async () => {
    const given = await permission();
    const send = (key = institution.newKey()) => institution.client().sendNotice(given, key);
    expect(await send('sama')).toEqual({ kind: 'accepted' });
    expect(await send('sama')).toEqual({ kind: 'accepted' });
    expect(await send()).toEqual({ kind: 'tooManyNotices' });
    for (let count = 2; count <= 4; count++) {
      await institution.clock.advance(day);
      expect(await send()).toEqual({ kind: 'accepted' });
    }
    await institution.clock.advance(day);
    expect(await send()).toEqual({ kind: 'tooManyNotices' });
    expect(await notices()).toHaveLength(4);
  });

  it('is not sent any more once it was withdrawn, or after thirty days', async () => {
    const [withdrawn, old] = [await permission(), await permission()];
    const { withdrawNotices, sendNotice } = institution.client();
    expect(await withdrawNotices(withdrawn, institution.newKey())).toEqual({ kind: 'withdrawn' });
    expect(await withdrawNotices(invented, institution.newKey())).toEqual({ kind: 'withdrawn' });
    expect(await sendNotice(withdrawn, institution.newKey())).toEqual({ kind: 'notPermitted' });
    expect(await sendNotice(invented, institution.newKey())).toEqual({ kind: 'notPermitted' });
    await institution.clock.advance(30 * day);
    expect(await sendNotice(old, institution.newKey())).toEqual({ kind: 'notPermitted' });
    expect(await notices()).toEqual([]);
  });
});
