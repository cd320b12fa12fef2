import { describe, expect, it } from 'vitest';
import type { Receive } from '../../src/bot/inbound-message.ts';
import { DedupeKey } from '../../src/ids.ts';
import { ends } from './ends.ts';
import { everythingBelow } from './everything-below.ts';
import { keptOfUser } from './open-on-channel.ts';

const day = 24 * 60 * 60_000;

describe.each(Object.entries(ends))('on %s', (_, open) => {
  it('the same messages five times and out of order, and once more seven days later, are one turn each', async () => {
    const { post, text, settle, assistant, clock, arrived } = await open();
    const messages = ['halo', 'lupa sandi', 'makasih'].map(text).toReversed();
    const statuses = await Promise.all(
      messages.flatMap(one => [one, one, one, one, one]).map(async one => (await post(one)).status),
    );
    await settle();
    await clock.advance(7 * day - 60_000);
    await settle();
    const before = arrived().length;
    for (const one of messages) statuses.push((await post(one)).status);
    await settle();
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect([...(await keptOfUser(assistant))].sort()).toEqual(['halo', 'lupa sandi', 'makasih']);
    expect(arrived()).toHaveLength(before);
  });

  it('stickers, voices, places, contacts, documents and a photo of an identity card are refused kindly, and nothing is kept', async () => {
    const { post, things, settle, assistant, arrived } = await open();
    const secret = 'RAHASIA-3299011504900017';
    for (const [kind, thing] of Object.entries(things(secret))) {
      const before = arrived().length;
      expect([kind, (await post(thing)).status]).toEqual([kind, 200]);
      await settle();
      expect([kind, arrived().length > before]).toEqual([kind, true]);
    }
    expect(arrived().at(-1)).toMatch(/tulis|tulisan|teks|ketik/i);
    expect(JSON.stringify([arrived(), await keptOfUser(assistant)])).not.toContain(secret);
    expect(await everythingBelow(assistant.dataDir)).not.toContain(secret);
  });

  it('4,097 characters are a message as any other', async () => {
    const { post, text, settle, arrived } = await open();
    expect((await post(text('lupa sandi '.repeat(400).slice(0, 4_097)))).status).toBe(200);
    await settle();
    expect(arrived().length).toBeGreaterThan(0);
  });

  it('a button of yesterday is answered, and breaks nothing', async () => {
    const { post, text, shown, settle, clock, arrived } = await open();
    await post(text('min aku lupa sandi'));
    await settle();
    const tapOld = shown();
    await post(text('batal'));
    await settle();
    await clock.advance(day);
    await settle();
    const before = arrived().length;
    expect((await post(tapOld?.())).status).toBe(200);
    await settle();
    expect(arrived().length).toBeGreaterThan(before);
  });

  it('somebody is seen writing while a turn takes its time', async () => {
    let go = () => {};
    const slow = new Promise<void>(resolve => {
      go = resolve;
    });
    const receive =
      (next: Receive): Receive =>
      async inbound => {
        await slow;
        return next(inbound);
      };
    const { post, text, settle, clock, typing } = await open(() => false, { between: { receive } });
    await post(text('halo'));
    await clock.advance(500);
    expect(typing()).toBe(0);
    await clock.advance(500);
    await expect.poll(typing).toBe(1);
    go();
    await settle();
  });

  it('marks of formatting in what a person of the support team writes are seen as they were written', async () => {
    const { post, text, settle, assistant, arrived, formats } = await open();
    await post(text('mau bicara dengan petugas'));
    await settle();
    const [chat] = (await assistant.store.list({})).conversations;
    const written =
      'Ketik *123# lalu berkas a_b_c; *bukan tebal*, _bukan miring_, ~bukan coret~ <b>[x](y)</b> `k`';
    const agent = { id: 'u1', name: 'Rini' };
    const contents = [
      { kind: 'takeOver', agent },
      { kind: 'reply', agent, text: written },
    ] as const;
    for (const content of contents) {
      if (!chat) throw new Error('there is no conversation');
      const dedupeKey = DedupeKey.parse(`test-${content.kind}`);
      await assistant.receive({
        conversation: chat.id,
        channel: chat.channel,
        user: chat.user,
        dedupeKey,
        content,
      });
    }
    await settle();
    const [seen] = arrived().slice(-1);
    expect(asSeen(seen ?? '')).toBe(`Rini: ${written}`);
    expect(formats()).toBe(false);
  });

  it('what cannot be delivered while the platform is down for an hour is kept, and sent later once', async () => {
    let down = true;
    const { post, text, settle, clock, platform, arrived } = await open(() => down);
    await post(text('lupa sandi'));
    await settle();
    await clock.advance(60 * 60_000);
    platform.requests.length = 0;
    down = false;
    // The longest pause, and at most a quarter more by chance.
    await settle(19 * 60_000);
    expect(arrived().length).toBeGreaterThan(1);
    expect(new Set(arrived()).size).toBe(arrived().length);
  });
});

/** WhatsApp has no way to say that a mark is meant: it gets others that look alike. */
function asSeen(text: string): string {
  const originals: Readonly<Record<string, string>> = { '∗': '*', '＿': '_', '∼': '~', ˋ: '`' };
  return text.replace(/[∗＿∼ˋ]/g, mark => originals[mark] ?? mark);
}
