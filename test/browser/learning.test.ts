import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { soundContent } from '../../src/checked-content.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import { systemClock } from '../../src/time-and-chance.ts';
import { rini } from '../console/console-server.ts';
import { openAssistant } from '../support/assistant.ts';
import { smallContent, unknownTexts } from '../support/small-content.ts';
import { Visitor } from '../support/visitor.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

describe('the learning loop', () => {
  it('label three unknown messages with keys, retrain, pass the gate, activate: the next chat is understood', async () => {
    const assistant = await openTaughtAssistant();
    const before = await answersTo(assistant.url, unknownTexts[1]);
    for (const text of unknownTexts) await answersTo(assistant.url, text);

    const page = await openLearningPage(assistant.url);
    // A slow network: the training that is asked for next must know of these labels all the same.
    await page.route('**/learning/labels', async route => {
      await new Promise(resolve => setTimeout(resolve, 1_500));
      await route.continue();
    });
    await page.getByText('3 kalimat menunggu').waitFor();
    await page.locator('.group.opened').waitFor();
    expect(await page.locator('.doubt-text').allInnerTexts()).toHaveLength(3);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'learning-inbox');
    const first = page.locator('.choice-button', { hasText: 'Lupa kata sandi' });
    await page.keyboard.press((await first.getAttribute('aria-keyshortcuts')) ?? '');
    await page.getByText('Enter menyimpan 3 kalimat: Lupa kata sandi').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Tersimpan: Lupa kata sandi (3 kalimat).').waitFor();
    await page.getByRole('heading', { name: 'Semua sudah diputuskan' }).waitFor();

    await page.getByRole('button', { name: 'Latih ulang' }).click();
    await page.locator('.version-passed').waitFor({ timeout: 240_000 });
    await page.getByText('Laporan versi 1').click();
    await page.getByRole('row', { name: /Lupa kata sandi 3/ }).waitFor();
    await picture(page, 'learning-report');
    expect(await violations(page)).toEqual([]);
    expect(await answersTo(assistant.url, unknownTexts[1])).toEqual(before);

    await page.getByRole('button', { name: 'Aktifkan' }).click();
    await page.getByText('Versi 1 sekarang menjawab.').waitFor();
    const after = await answersTo(assistant.url, unknownTexts[1]);
    expect(after).not.toEqual(before);
    expect(after.join(' ')).toContain('lupa kata sandi');
    await page.getByRole('button', { name: 'Kembali ke sini' }).click();
    await page.getByText('Model dasar (intents/) sekarang menjawab.').waitFor();
    expect(await answersTo(assistant.url, unknownTexts[1])).toEqual(before);
  });

  it('takes a label back with one key, skips with two, and fits on a phone in the dark', async () => {
    const assistant = await openTaughtAssistant();
    await answersTo(assistant.url, unknownTexts[0]);
    const page = await openLearningPage(assistant.url, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    await page.locator('.group.opened').waitFor();
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await picture(page, 'learning-phone-dark');
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Semua sudah diputuskan' }).waitFor();
    await page.keyboard.press('u');
    await page.locator('.doubt-text', { hasText: unknownTexts[0] }).waitFor();
  });
});

/** On a handful of intents, so that a training takes a moment. */
async function openTaughtAssistant() {
  const { content, base } = smallContent();
  const assistant = await openAssistant({
    content: { ...(await soundContent('.')), understanding: content },
    understanding: base,
  });
  onTestFinished(assistant.close);
  const users = openConsoleUsers({ dataDir: assistant.dataDir, clock: systemClock });
  await users.add({ ...rini, role: 'editor' });
  return assistant;
}

async function answersTo(url: string, text: string): Promise<readonly string[]> {
  const visitor = await Visitor.open(url);
  return visitor.say(text);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function openLearningPage(url: string, options = {}): Promise<Page> {
  const page = await (await openContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  await page.goto(`${url}/console#/ajari`);
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  return page;
}
