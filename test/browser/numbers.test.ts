import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import { openStore, rini, startConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

it('the page of numbers shows figures with their definitions, charts with tables, and keeps to the policy', async () => {
  const { store, folder } = await openStore();
  const now = Date.now();
  for (let n = 0; n < 40; n++)
    await take(store, conversationId(`chat ${n}`), {
      at: new Date(now - (n % 12) * 86_400_000 - 3_600_000).toISOString(),
      says: [
        {
          from: 'user',
          text: 'x',
          insight: { intent: 'greeting', confidence: 0.5, kind: n % 7 ? 'understood' : 'unknown' },
        },
        { from: 'bot', text: 'y', dialog: 'guide', step: n % 2 ? 'show' : 'ask' },
      ],
      conversation: {
        outcome: n % 3 ? 'solved' : 'open',
        notes: {
          ...noNotes,
          causes: [n % 2 ? 'mismatch' : 'locked'],
          open: { dialog: 'guide', step: 'ask' },
        },
      },
    });
  const console = await startConsole({ webDir: inject('webDir'), store, dataDir: folder });
  await console.users.add({ ...rini, role: 'editor' });
  const context = await openContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (/Content Security Policy|TrustedHTML/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(`${console.url}/console#/angka`);
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.locator('.chart canvas').nth(3).waitFor();
  const definition = page.getByText('Bagian percakapan yang penggunanya bilang sudah bisa masuk.');
  expect(await definition.isVisible()).toBe(false);
  await page.getByText('Artinya Sudah bisa masuk').click();
  await definition.waitFor();
  await page.getByRole('row', { name: /guide\.ask/ }).waitFor();
  expect(await violations(page)).toEqual([]);
  await picture('numbers');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh CSV: Penyebab teratas' }).click();
  expect((await download).suggestedFilename()).toMatch(/^causes-.*\.csv$/);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: '7 hari terakhir' }).click();
  await page.locator('.chart canvas').nth(3).waitFor();
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  expect(await violations(page)).toEqual([]);
  await picture('numbers-phone-dark');
  expect(complaints).toEqual([]);

  async function picture(name: string): Promise<void> {
    const to = process.env.SCREENSHOTS;
    if (to) await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
  }
});
