import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { Utterance } from '../../src/conversations/message.ts';
import { rini, startConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

const chat = conversationId('panjang');

/** Every hundredth message was not understood. */
function said(count: number): Utterance[] {
  return Array.from({ length: count }, (_, index) =>
    index % 100 === 50
      ? {
          from: 'user',
          text: `zxcv ${index + 1}`,
          insight: {
            intent: 'complaint',
            confidence: 0.2,
            kind: 'unknown',
            taken: 'fallback',
            because: ['vpn'],
          },
        }
      : { from: 'bot', text: `pesan ${index + 1}` },
  );
}

describe('a conversation', () => {
  it('of 50,000 messages opens with its newest ones, and the ones before come when they are wanted', async () => {
    const page = await open(50_000);
    await page.getByText('pesan 50000', { exact: true }).waitFor();
    expect(await page.locator('.timeline .message').count()).toBe(200);
    await page.getByRole('button', { name: 'Muat pesan sebelumnya' }).click();
    await page.getByText('pesan 49601', { exact: true }).waitFor({ state: 'attached' });
    expect(await page.locator('.timeline .message').count()).toBe(400);
  });

  it('leads from one misunderstood message to the next, also to those of pages that are not loaded', async () => {
    const page = await open(450);
    await page.getByText('2 pesan tidak dipahami atau diragukan').waitFor();
    await page.keyboard.press('n');
    await expect.poll(() => focused(page)).toContain('zxcv 251');
    await page.keyboard.press('n');
    await expect.poll(() => focused(page)).toContain('zxcv 351');
    await page.keyboard.press('n');
    await page.getByText('Tidak ada lagi sesudah ini.').waitFor();
    await page.keyboard.press('Shift+N');
    await expect.poll(() => focused(page)).toContain('zxcv 251');
    await page.keyboard.press('Shift+N');
    await expect.poll(() => focused(page)).toContain('zxcv 151');
    await page.getByText('4 pesan tidak dipahami atau diragukan').waitFor();
  });

  it.each([
    [1280, 'light'],
    [360, 'light'],
    [1280, 'dark'],
  ] as const)(
    'says why and what became of a message, and axe has no complaint, %i wide, %s',
    async (width, colorScheme) => {
      const page = await open(60, { width, colorScheme });
      expect(await page.locator('.misunderstood .insight > *').allTextContents()).toEqual([
        'complaint',
        '20%',
        'tidak dikenali',
        '→ diminta menulis dengan kata lain',
        'vpn',
      ]);
      expect(await violations(page)).toEqual([]);
      expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(width);
      const { SCREENSHOTS } = process.env;
      if (SCREENSHOTS)
        await page.screenshot({ path: `${SCREENSHOTS}/conversation-${width}-${colorScheme}.png` });
    },
  );
});

async function open(
  messages: number,
  { width = 1280, colorScheme = 'light' }: { width?: number; colorScheme?: 'light' | 'dark' } = {},
): Promise<Page> {
  const console = await startConsole({ webDir: inject('webDir') });
  await take(console.store, chat, { says: said(messages) });
  const context = await openContext({
    viewport: { width, height: 800 },
    colorScheme,
    timezoneId: 'Asia/Jakarta',
  });
  const page = await context.newPage();
  await page.goto(`${console.url}/console#/percakapan/${chat}`);
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.locator('.timeline').waitFor();
  return page;
}

async function focused(page: Page): Promise<string> {
  return (await page.locator(':focus').allTextContents()).join();
}
