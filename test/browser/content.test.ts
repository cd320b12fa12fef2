import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { readBotDialogs } from '../../src/content/bot-dialogs.ts';
import { rini, startConsole } from '../console/console-server.ts';
import { smallContent } from '../support/small-content.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

it('what the bot says and understands can be searched and read, and its tests run', async () => {
  const page = await openContent();
  await page.getByText(/^\d+ ditemukan$/).waitFor();
  expect(await violations(page)).toEqual([]);
  const search = page.getByRole('searchbox', { name: 'Cari kalimat, langkah, atau maksud' });
  await search.fill('menyerahkan chat ini');
  await page.getByText('1 ditemukan').waitFor();
  await page.getByText('Yang sudah Kakak ceritakan tetap terbaca').waitFor();
  expect(await violations(page)).toEqual([]);
  await picture(page, 'content-dialogs');
  await search.fill('');
  await page.getByRole('link', { name: 'Maksud' }).click();
  await page.getByText('Lupa kata sandi', { exact: true }).click();
  const card = page.locator('.content-card[open]');
  await card.getByRole('button', { name: 'Uji dengan model yang sedang menjawab' }).click();
  await page.getByText(/^[3-5] dari 5 dikenali$/).waitFor();
  expect(await violations(page)).toEqual([]);
  await search.fill('tidak ada kalimat begini');
  await page.getByText('Tidak ada yang cocok.').waitFor();
});

it('fits on a phone in the dark', async () => {
  const page = await openContent({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
  const search = page.getByRole('searchbox', { name: 'Cari kalimat, langkah, atau maksud' });
  await search.fill('sudah bisa masuk, atau belum');
  await page.locator('.bot-step').first().waitFor();
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  expect(await violations(page)).toEqual([]);
  await picture(page, 'content-phone-dark');
});

async function openContent(options = {}) {
  const { content, base } = smallContent();
  const console = await startConsole({
    webDir: inject('webDir'),
    intents: content.intents,
    content: { dialogs: readBotDialogs('.'), intents: content.intents, understanding: base },
  });
  const page = await (await openContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  await page.goto(`${console.url}/console#/isi`);
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  return page;
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
