import { describe, expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, hasFocus, openWidget, waitFor } from './widget-page.ts';

describe('without a mouse', () => {
  it('opens, chooses, sends and closes, and the focus is always where it is expected', async () => {
    const site = await startSite();
    const page = await openPage(site.url);
    const { launcher, input, panel, reads } = findWidget(page);
    await launcher.waitFor();
    while (!(await hasFocus(launcher))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await reads('Halo!');
    expect(await hasFocus(input)).toBe(true);
    await page.keyboard.press('Shift+Tab');
    expect(await hasFocus(panel.getByRole('button', { name: 'Lupa sandi' }))).toBe(true);
    await page.keyboard.press('Enter');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    expect(await hasFocus(input)).toBe(true);
    await page.keyboard.type('baris satu');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('baris dua');
    await page.keyboard.press('Enter');
    await reads(
      'Halo!',
      'lupa sandi',
      'Gema: lupa sandi',
      'baris satu\nbaris dua',
      'Gema: baris satu\nbaris dua',
    );
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    expect(await hasFocus(launcher)).toBe(true);
  });

  it('Escape folds the menu first and closes the chat only then', async () => {
    const site = await startSite();
    const { page, panel } = await openWidget(site.url);
    const menu = panel.getByRole('button', { name: 'Menu chat' });
    await menu.press('Enter');
    await panel.getByRole('button', { name: 'Mulai baru' }).press('Enter');
    expect(await hasFocus(panel.getByRole('button', { name: 'Batal' }))).toBe(true);
    await page.keyboard.press('Escape');
    expect(await hasFocus(menu)).toBe(true);
    expect(await panel.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
  });

  it('on a phone the panel fills the screen and Tab stays inside', async () => {
    const site = await startSite();
    const { page, panel } = await openWidget(site.url, { viewport: { width: 360, height: 740 } });
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 740 });
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await hasFocus(panel.locator(':focus'))).toBe(true);
    }
  });

  it('a chat that opens with the page does not take the keyboard away from it', async () => {
    const site = await startSite();
    const { page, input, reads } = await openWidget(site.url);
    await page.reload();
    await reads('Halo!');
    expect(await hasFocus(input)).toBe(false);
  });

  it('new messages are read out politely in one place, and every control has a name', async () => {
    const site = await startSite();
    const { panel, say } = await openWidget(site.url);
    const live = panel.locator('[aria-live=polite], [aria-live=assertive], [role=alert], [role=status]');
    expect(await live.count()).toBe(1);
    await live.getByText('Halo!').waitFor();
    await say('lupa sandi');
    await waitFor(() => live.textContent(), 'Asisten JMO: Gema: lupa sandi');
    const unnamed = panel.getByRole('button', { name: /^$/ });
    expect(await panel.getByRole('button').count()).toBeGreaterThan(3);
    expect(await unnamed.count()).toBe(0);
  });
});
