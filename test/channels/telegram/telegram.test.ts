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
