import { describe, expect, it } from 'vitest';
import { everythingBelow } from '../everything-below.ts';
import type { Answer } from '../fake-platform.ts';
import { openTelegram, said, token } from './telegram-server.ts';

const refused = (code: number, parameters = {}): Answer => ({
  status: code,
  body: { ok: false, error_code: code, description: 'no', parameters },
});

describe('Telegram', () => {
  it('greets on /start, answers in order, and shows choices as buttons that can be tapped', async () => {
    const { post, text, tap, settle, platform } = await openTelegram();
    await post(text('/start'));
    await settle();
    const greeting = said(platform.requests);
    expect(greeting.length).toBeGreaterThan(0);
    expect(greeting[0]).toMatchObject({
      chat_id: 4_711_471_147,
      link_preview_options: { is_disabled: true },
    });
    await post(text('min aku lupa sandi jmo'));
    await settle();
    const answer = said(platform.requests).slice(greeting.length);
    const buttons = answer.at(-1)?.reply_markup.inline_keyboard.flat();
    expect(buttons.map((button: { text: string }) => button.text)).toContain('Pandu saya di aplikasi JMO');
    const guide = buttons.find((button: { text: string }) => button.text.startsWith('Pandu'));
    await post(tap(guide.callback_data));
    await settle();
    expect(platform.requests.some(({ path }) => path.endsWith('/answerCallbackQuery'))).toBe(true);
    expect(said(platform.requests).length).toBeGreaterThan(greeting.length + answer.length);
  });

  it('makes one turn of an update that comes five times, and of updates out of order one each', async () => {
    const { post, text, settle, assistant } = await openTelegram();
    const updates = ['halo', 'lupa sandi', 'makasih'].map(text).toReversed();
    const five = updates.flatMap(update => [update, update, update, update, update]);
    const statuses = await Promise.all(five.map(async update => (await post(update)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    await settle();
    const [chat] = (await assistant.store.list({})).conversations;
    const messages = chat ? await assistant.store.messages(chat.id) : [];
    expect(messages.filter(({ from }) => from === 'user')).toHaveLength(3);
  });

  it('refuses whoever does not know the secret, without looking at the body', async () => {
    const { post, text, assistant } = await openTelegram();
    for (const secret of ['', 'x', 'A-WEBHOOK-SECRET-OF-32-CHARACTERS-']) {
      const response = await post(text('halo'), { 'X-Telegram-Bot-Api-Secret-Token': secret });
      expect(response.status).toBe(401);
    }
    expect((await post('{', { 'X-Telegram-Bot-Api-Secret-Token': 'x' })).status).toBe(401);
    expect((await assistant.store.list({})).conversations).toEqual([]);
  });

  it('passes over what it cannot use: edits, groups, bots, notices, kinds that are unknown', async () => {
    const { post, text, media, update, settle, assistant, platform } = await openTelegram();
    const { message } = text('halo');
    const ignored = [
      update({ edited_message: message }),
      update({ message: { ...message, chat: { id: -5, type: 'supergroup' } } }),
      update({ message: { ...message, from: { id: 9, is_bot: true } } }),
      media({ pinned_message: {} }),
      update({ my_chat_member: {} }),
      update({ some_day: { new: 1 } }),
      { nothing: 'known' },
      [],
      'null',
    ];
    for (const body of ignored) expect((await post(body)).status).toBe(200);
    expect((await post('{')).status).toBe(400);
    await settle();
    expect((await assistant.store.list({})).conversations).toEqual([]);
    expect(platform.requests).toEqual([]);
  });

  it('refuses pictures, voices, places and contacts kindly, and keeps nothing of them', async () => {
    const { post, media, settle, assistant, platform } = await openTelegram();
    const secret = 'RAHASIA-3299011504900017';
    const things = [
      { sticker: { file_id: secret } },
      { voice: { file_id: secret } },
      { location: { latitude: 1, longitude: 2, title: secret } },
      { contact: { phone_number: secret, first_name: secret } },
      { photo: [{ file_id: secret }], caption: secret },
    ];
    for (const thing of things) await post(media(thing));
    await settle();
    expect(said(platform.requests).length).toBeGreaterThanOrEqual(things.length);
    expect(JSON.stringify(said(platform.requests))).not.toContain(secret);
    expect(await everythingBelow(assistant.dataDir)).not.toContain(secret);
  });

  it('reads a message of 4,097 characters as any other', async () => {
    const { post, text, settle, platform } = await openTelegram();
    expect((await post(text('lupa sandi '.repeat(400).slice(0, 4_097)))).status).toBe(200);
    await settle();
    expect(said(platform.requests).length).toBeGreaterThan(0);
  });

  it('reminds of the open question when a button of yesterday is tapped', async () => {
    const { post, text, tap, settle, platform, clock } = await openTelegram();
    await post(text('lupa sandi'));
    await settle();
    const old = said(platform.requests).at(-1)?.reply_markup.inline_keyboard.flat()[0];
    await post(tap(old.callback_data));
    await settle();
    await clock.advance(24 * 60 * 60_000);
    const before = said(platform.requests).length;
    await post(tap(old.callback_data));
    await settle();
    expect(said(platform.requests).length).toBeGreaterThan(before);
  });

  it('keeps what cannot be delivered while the platform is down for an hour, and sends it later once', async () => {
    let up = false;
    const { post, text, settle, platform, clock } = await openTelegram(() =>
      up ? { status: 200, body: { ok: true, result: {} } } : undefined,
    );
    await post(text('lupa sandi'));
    await settle();
    await clock.advance(60 * 60_000);
    platform.requests.length = 0;
    up = true;
    await settle(16 * 60_000);
    const texts = said(platform.requests).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('waits as long as it is told to when it sends too fast', async () => {
    let first = true;
    const { post, text, settle, platform, clock } = await openTelegram(({ path }) => {
      if (!path.endsWith('/sendMessage') || !first) return { status: 200, body: { ok: true, result: {} } };
      first = false;
      return refused(429, { retry_after: 30 });
    });
    await post(text('halo'));
    await settle(20_000);
    expect(said(platform.requests)).toHaveLength(1);
    await clock.advance(15_000);
    await settle();
    expect(said(platform.requests).length).toBeGreaterThan(1);
  });

  it('gives up on who has blocked the bot, shows it as a dead letter, and tries again when asked', async () => {
    let blocked = true;
    const { post, text, settle, platform, assistant, clock } = await openTelegram(() =>
      blocked ? refused(403) : { status: 200, body: { ok: true, result: {} } },
    );
    await post(text('halo'));
    await settle();
    const [letter, ...more] = await assistant.outbox.deadLetters();
    expect([letter, ...more]).toHaveLength(said(platform.requests).length);
    expect(letter).toMatchObject({ channel: 'telegram', problem: 'telegram-403', attempts: 1 });
    blocked = false;
    platform.requests.length = 0;
    if (letter) await assistant.outbox.retry(letter.conversation, letter.sequence, clock.now());
    await post(text('lupa sandi'));
    await settle();
    expect(said(platform.requests).length).toBeGreaterThan(1);
    expect(await assistant.outbox.deadLetters()).toHaveLength(more.length);
  });

  it('keeps neither the number of a chat nor the token anywhere in clear', async () => {
    const { post, text, settle, assistant } = await openTelegram();
    await post(text('halo'));
    await settle();
    const written = await everythingBelow(assistant.dataDir);
    expect(written).not.toContain('4711471147');
    expect(written).not.toContain(token);
  });

  it('is not there without a token', async () => {
    const { assistant } = await openTelegram(undefined, { TELEGRAM_BOT_TOKEN: '' });
    expect((await fetch(`${assistant.url}/webhooks/telegram`, { method: 'POST' })).status).toBe(404);
  });
});
