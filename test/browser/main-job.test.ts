import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { openContext } from './browser.ts';
import { findWidget, hasFocus } from './widget-page.ts';

const newPassword = 'Kenari-di-dahan-77';
const patience = { timeout: 20_000 };

async function start(): Promise<TestAssistant> {
  const assistant = await openAssistant();
  onTestFinished(() => assistant.close());
  return assistant;
}

async function openChat({ url }: TestAssistant, options: BrowserContextOptions = {}) {
  const context = await openContext(options);
  const page = await context.newPage();
  await page.goto(url);
  const widget = findWidget(page);
  await widget.launcher.click();
  await widget.log.getByText('Halo, Kak.').waitFor(patience);
  return {
    context,
    ...widget,
    hears: (text: string | RegExp) => widget.log.getByText(text).last().waitFor(patience),
  };
}

async function newestCode({ accountUrl }: TestAssistant, via: 'sms' | 'email'): Promise<string> {
  const Inbox = z.array(z.object({ via: z.string(), code: z.string().nullable() }));
  let code: string | null | undefined;
  await expect
    .poll(async () => {
      const inbox = Inbox.parse(await (await fetch(`${accountUrl}/dev/inbox.json`)).json());
      code = inbox.find(message => message.via === via && message.code !== null)?.code;
      return typeof code;
    }, patience)
    .toBe('string');
  return code ?? '';
}

async function canLogIn({ accountUrl }: TestAssistant, password: string): Promise<boolean> {
  const response = await fetch(`${accountUrl}/dev/login-attempt`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: 'budi@contoh.test', password }),
  });
  return z.object({ ok: z.boolean() }).parse(await response.json()).ok;
}

/** Set SCREENSHOTS to a folder to see what the test saw. */
async function photograph(
  page: { screenshot(options: { path: string }): Promise<unknown> },
  name: string,
): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function resetPassword(via: 'sms' | 'email', options: BrowserContextOptions = {}): Promise<void> {
  const assistant = await start();
  const chat = await openChat(assistant, options);
  await photograph(chat.page, `${via}-1-greeting`);
  await chat.say('min gk bs login jmo, katanya data tidak sesuai');
  await chat.hears(/JMO menolak data yang diketik/);
  await photograph(chat.page, `${via}-2-diagnosis`);
  await chat.panel.getByRole('button', { name: 'Saya bantu reset dari sini' }).click();
  await chat.hears(/Setuju, tidak, atau mau tahu kenapa perlu/);
  await chat.panel.getByRole('button', { name: 'Setuju' }).click();
  await chat.hears(/Tulis NIK-nya/);
  await chat.say('3299 0115 0390 0001');
  await chat.hears(/Sekarang nomor peserta/);
  await chat.say('990 0000 0001');
  await chat.hears(/Kodenya mau dikirim ke mana/);
  await chat.panel.getByRole('button', { name: via === 'sms' ? 'SMS' : 'Email', exact: true }).click();
  await chat.hears(/Kodenya berlaku/);
  await photograph(chat.page, `${via}-3-waiting`);

  const opened = chat.context.waitForEvent('page');
  await chat.log.getByRole('link', { name: /Buka halaman kode/ }).click();
  const owner = await opened;
  await owner.getByLabel(/kode/i).fill(await newestCode(assistant, via));
  await photograph(owner, `${via}-4-code-page`);
  await owner.getByRole('button', { name: 'Periksa kode' }).click();
  await owner.locator('#password').fill(newPassword);
  await owner.locator('#again').fill(newPassword);
  await photograph(owner, `${via}-5-password-page`);
  await owner.getByRole('button', { name: 'Simpan kata sandi' }).click();

  // Nobody touches the chat: it goes on by itself.
  await chat.hears(/Kata sandi barunya sudah tersimpan/);
  await photograph(chat.page, `${via}-6-done`);
  expect(await canLogIn(assistant, newPassword)).toBe(true);
  expect(await canLogIn(assistant, 'Contoh-budi-2026')).toBe(false);

  await chat.page.reload();
  await chat.hears(/Kata sandi barunya sudah tersimpan/);
  await chat.panel.getByRole('button', { name: 'Sudah bisa' }).click();
  await chat.hears(/Syukurlah sudah bisa masuk/);
  const shown = await chat.log.textContent();
  expect(shown).not.toContain('3299 0115 0390 0001');
  expect(shown).toContain('3299********0001');
}

/** Presses `key` until the keyboard is where it is wanted. */
async function walkTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
  await wanted.waitFor(patience);
  for (let presses = 0; presses < 40; presses += 1) {
    if (await hasFocus(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`40 times ${key} did not lead to ${wanted}`);
}

/** The same without a mouse: nothing here is clicked. */
async function resetByKeyboard(): Promise<void> {
  const assistant = await start();
  const context = await openContext();
  const page = await context.newPage();
  await page.goto(assistant.url);
  const { launcher, panel, log } = findWidget(page);
  const hears = (text: RegExp) => log.getByText(text).last().waitFor(patience);
  const type = async (text: string) => {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const choose = async (name: string) => {
    await walkTo(page, panel.getByRole('button', { name, exact: true }), 'Shift+Tab');
    await page.keyboard.press('Enter');
  };
  await walkTo(page, launcher, 'Tab');
  await page.keyboard.press('Enter');
  await hears(/Halo, Kak/);
  await type('min aku lupa sandi jmo nih');
  await hears(/Ada dua cara/);
  await choose('Saya bantu reset dari sini');
  await hears(/Setuju, tidak, atau mau tahu kenapa perlu/);
  await choose('Setuju');
  await hears(/Tulis NIK-nya/);
  await type('3299 0115 0390 0001');
  await hears(/Sekarang nomor peserta/);
  await type('990 0000 0001');
  await hears(/Kodenya mau dikirim ke mana/);
  await choose('SMS');
  await hears(/Kodenya berlaku/);

  const opened = context.waitForEvent('page');
  await walkTo(page, log.getByRole('link', { name: /Buka halaman kode/ }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  const owner = await opened;
  await walkTo(owner, owner.getByLabel(/kode/i), 'Tab');
  await owner.keyboard.type(await newestCode(assistant, 'sms'));
  await owner.keyboard.press('Enter');
  for (const field of ['#password', '#again']) {
    await walkTo(owner, owner.locator(field), 'Tab');
    await owner.keyboard.type(newPassword);
  }
  await owner.keyboard.press('Enter');
  await hears(/Kata sandi barunya sudah tersimpan/);
  await page.bringToFront();
  await choose('Sudah bisa');
  await hears(/Syukurlah sudah bisa masuk/);
  expect(await canLogIn(assistant, newPassword)).toBe(true);
}

describe('the main job, in a real Chromium', () => {
  it('leads from a slangy sentence to a working password by SMS', () => resetPassword('sms'));

  it('does the same by e-mail, on a small phone', () =>
    resetPassword('email', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }));

  it('does the same for somebody who has only a keyboard', () => resetByKeyboard());
});
