import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './support/browser.ts';
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

describe('the callbacks of the account service', () => {
  let institution: TestInstitution;
  beforeEach(async () => {
    institution = await openInstitution();
  });
  afterEach(() => institution.close());

  async function start(member = budi) {
    const started = await institution
      .client()
      .startVerification(
        { ...member, by: 'sms', purpose: 'new-password', conversation },
        institution.newKey(),
      );
    if (started.kind !== 'started') throw new Error(started.kind);
    return started;
  }

  const arrived = (count: number) =>
    eventually(() =>
      institution.receiver.events.length >= count ? institution.receiver.kinds() : undefined,
    );

  it('tell what happens on the page, in order, signed, each with an id of its own', async () => {
    const { page, verification } = await start();
    const code = await newestCode(institution);
    const browser = openBrowser();
    await browser.visit(page);
    await browser.visit(page);
    await browser.submit(page, { code: code === '000000' ? '111111' : '000000' });
    await browser.submit(page, { code });
    await browser.submit(page, { password: 'Kopi-Tubruk-Pagi-77', again: 'Kopi-Tubruk-Pagi-77' });
    expect(await arrived(4)).toEqual(['pageOpened', 'wrongCode', 'verified', 'passwordChanged']);
    const { events } = institution.receiver;
    expect(events[1]).toEqual({
      id: expect.any(String),
      conversation,
      verification,
      kind: 'wrongCode',
      triesLeft: 4,
      at: '2026-03-12T02:00:00.000Z',
    });
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  it.each([
    ['known', budi],
    ['unknown', stranger],
  ])('tell when the time of a %s member ran out', async (_name, member) => {
    await start(member);
    await institution.clock.advance(5 * minute);
    expect(await arrived(1)).toEqual(['expired']);
  });

  it('tell of a time that ran out while the service was down', async () => {
    await start();
    await institution.clock.advance(4 * minute);
    await institution.restart();
    await institution.clock.advance(minute);
    expect(await arrived(1)).toEqual(['expired']);
  });

  it('come again with pauses that double until the bot takes them, under the same id', async () => {
    const { page } = await start();
    institution.receiver.refuseWith(503);
    await openBrowser().visit(page);
    await arrived(1);
    for (const [seconds, count] of [
      [1, 2],
      [2, 3],
      [4, 4],
    ] as const) {
      await settle();
      await institution.clock.advance(seconds * 1_000 - 1);
      await settle();
      expect(institution.receiver.events).toHaveLength(count - 1);
      await institution.clock.advance(1);
      await arrived(count);
    }
    institution.receiver.refuseWith(204);
    await settle();
    await institution.clock.advance(8_000);
    await arrived(5);
    await settle();
    await institution.clock.advance(60 * minute);
    await settle();
    const ids = institution.receiver.events.filter(({ kind }) => kind === 'pageOpened').map(({ id }) => id);
    expect(ids).toEqual(Array(5).fill(ids[0]));
  });

  it('survive a restart of the service', async () => {
    const { page } = await start();
    institution.receiver.refuseWith(503);
    await openBrowser().visit(page);
    await arrived(1);
    await institution.restart();
    institution.receiver.refuseWith(204);
    await institution.clock.advance(1_000);
    const kinds = await arrived(2);
    expect(kinds).toEqual(['pageOpened', 'pageOpened']);
    expect(institution.receiver.events[1]?.id).toBe(institution.receiver.events[0]?.id);
  });

  it('never overtake one another within a verification', async () => {
    const { page } = await start();
    institution.receiver.refuseWith(503);
    const browser = openBrowser();
    await browser.visit(page);
    await browser.submit(page, { code: '000000' });
    await arrived(1);
    await settle();
    expect(new Set(institution.receiver.kinds())).toEqual(new Set(['pageOpened']));
    institution.receiver.refuseWith(204);
    await institution.clock.advance(1_000);
    expect((await arrived(3)).slice(-2)).toEqual(['pageOpened', 'wrongCode']);
  });

  /** Gives what was begun the time to reach disk and network; nothing is asserted about how long that takes. */
  async function settle(): Promise<void> {
    await new Promise(resolve => setTimeout(resolve, 60));
  }
});
