import { mkdir } from 'node:fs/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openAssistant, type TestAssistant } from '../support/assistant.ts';
import { openContext } from './browser.ts';
import { findWidget } from './widget-page.ts';

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
  await chat.hears(/Setuju, tidak, atau mau tahu alasannya/);
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

describe('the main job, in a real Chromium', () => {
  it('leads from a slangy sentence to a working password by SMS', () => resetPassword('sms'));

  it('does the same by e-mail, on a small phone', () =>
    resetPassword('email', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }));
});
