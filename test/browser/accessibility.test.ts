import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';
import { startOtherSite, startSite, type TestSite } from './web-site.ts';
import { findWidget, hasFocus, type Widget } from './widget-page.ts';

const still = { reducedMotion: 'reduce' } as const;

describe('axe finds nothing wrong', () => {
  it('in any state of a chat from its button to its end', async () => {
    const site = await startSite();
    const { page, widget } = await open(site, `data-greeting="Tidak bisa masuk JMO?"`);
    await widget.launcher.waitFor();
    await sound(page, 'closed');

    await page.context().route('**/widget-panel.js*', route => route.abort());
    await widget.launcher.click();
    await page.getByText('Chat belum bisa dimuat').waitFor();
    await sound(page, 'the chat could not be loaded');
    await page.context().unroute('**/widget-panel.js*');
    await widget.reads('Halo!');
    await sound(page, 'greeting with quick replies');

    await widget.panel.getByRole('button', { name: 'Menu chat' }).click();
    await sound(page, 'menu');
    await widget.panel.getByRole('button', { name: 'Hapus data saya' }).click();
    await sound(page, 'question');
    await page.keyboard.press('Escape');

    site.typing(site.conversation());
    await widget.log.getByText('Sedang mengetik').waitFor();
    await sound(page, 'somebody is writing');
    await site.say(
      { from: 'bot', text: 'Langkah 2 dari 8: Ketuk "Lupa Akun".' },
      { from: 'bot', text: 'Coba ini:\n1. Buka JMO.\n2. Buka https://contoh.id/jmo.' },
      {
        from: 'bot',
        text: 'Kode terkirim.',
        link: { title: 'Buka halaman kode', url: 'https://contoh.id/v/x' },
      },
    );
    await widget.log.getByRole('link', { name: /Buka halaman kode/ }).waitFor();
    await sound(page, 'steps, links and cards');
    await site.say({ from: 'agent', text: 'Saya Rini, ada yang bisa saya bantu?' });
    await widget.panel.getByText('Kakak sedang dibantu').waitFor();
    await sound(page, 'held by a person');

    await page.route('**/activities', route => route.fulfill({ status: 422, json: {} }));
    await widget.say('halo');
    await widget.panel.getByText('Gagal terkirim').waitFor();
    await sound(page, 'a message failed');
    await page.unroute('**/activities');
    await page.context().setOffline(true);
    await widget.panel.locator('.offline').waitFor();
    await widget.say('halo?');
    await sound(page, 'offline, a message waits');
    await page.context().setOffline(false);
    await widget.log.getByText('Gema: halo?').waitFor();
    await site.say({ from: 'bot', text: 'Syukurlah sudah bisa masuk, Kak. 🎉' });
    await widget.log.getByText('Syukurlah').waitFor();
    await sound(page, 'finished');

    await widget.close.click();
    await site.say({ from: 'bot', text: 'Masih di sana?' });
    await page.getByRole('button', { name: '1 pesan baru' }).waitFor();
    await sound(page, 'closed, with an unread message');
    await widget.launcher.click();
    await erase(widget);
    await widget.panel.locator('.notice', { hasText: 'sudah dihapus' }).waitFor();
    await sound(page, 'erased');
  });

  it.each<[string, BrowserContextOptions]>([
    ['in dark mode', { colorScheme: 'dark' }],
    ['on a phone 320 px wide', { viewport: { width: 320, height: 568 } }],
    ['at a zoom of 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ])('%s, for somebody who comes back', async (_name, options) => {
    const site = await startSite();
    const { page, widget } = await open(site, '', options);
    await widget.launcher.click();
    await widget.say('lupa sandi');
    await widget.reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await site.say({ from: 'agent', text: 'Saya Rini', link: { title: 'Buka', url: 'https://contoh.id/' } });
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await widget.launcher.click();
    await widget.panel.locator('.notice', { hasText: 'Bukan milik Kakak?' }).waitFor();
    await widget.log.getByText('Saya Rini').waitFor();
    await sound(page, 'resumed');
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(
      options.viewport?.width ?? 1280,
    );
    for (const part of [widget.input, widget.close]) {
      const box = await part.boundingBox();
      expect(box && box.y >= 0 && box.y + box.height <= (options.viewport?.height ?? 720)).toBe(true);
    }
    await erase(widget);
    await widget.panel.locator('.notice', { hasText: 'sudah dihapus' }).waitFor();
    await sound(page, 'erased');
  });

  it('when the chat of an earlier visit has expired, where it may not be used, and inside a page', async () => {
    const site = await startSite();
    const { page, widget } = await open(site);
    await page.evaluate(
      `localStorage.setItem('jmo-bantuan:resume', 'x'); localStorage.setItem('jmo-bantuan:conversation', 'y')`,
    );
    await widget.launcher.click();
    await widget.panel.locator('.notice', { hasText: 'sudah ditutup' }).waitFor();
    await sound(page, 'expired');

    const refused = await open(site);
    await refused.page.route('**/tokens/generate', route => route.fulfill({ status: 403, json: {} }));
    await refused.widget.launcher.click();
    await refused.widget.panel.locator('.refused').waitFor();
    await sound(refused.page, 'refused');

    const inline = await open(site, 'data-inline="tempat"');
    await inline.page.getByRole('region', { name: 'Bantuan login JMO' }).getByText('Halo!').first().waitFor();
    await sound(inline.page, 'inline');
  });
});

describe('on a phone', () => {
  it('the on-screen keyboard does not hide the input', async () => {
    const site = await startSite();
    const context = await openContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await context.addInitScript(`
      const view = Object.assign(new EventTarget(), { width: 360, height: 740, scale: 1, offsetTop: 0 });
      Object.defineProperty(window, 'visualViewport', { value: view });
    `);
    const page = await context.newPage();
    await page.goto(site.url);
    const { launcher, input, close, reads } = findWidget(page);
    await launcher.click();
    await reads('Halo!');
    expect(await hasFocus(input)).toBe(true);
    await page.evaluate(
      `Object.assign(visualViewport, { height: 400, offsetTop: 60 }); visualViewport.dispatchEvent(new Event('resize'))`,
    );
    const [field, button] = [await input.boundingBox(), await close.boundingBox()];
    expect(field && field.y + field.height < 460).toBe(true);
    expect(button && button.y >= 60).toBe(true);
  });
});

async function sound(page: Page, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
}

async function erase({ panel }: Widget): Promise<void> {
  await panel.getByRole('button', { name: 'Menu chat' }).click();
  await panel.getByRole('button', { name: 'Hapus data saya' }).click();
  await panel.getByRole('button', { name: 'Ya, hapus' }).click();
}

/** A plain page of somebody else that embeds the widget. */
async function open(site: TestSite, attributes = '', options: BrowserContextOptions = {}) {
  const url = await startOtherSite(`<!doctype html><html lang="id"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Toko</title>
    <main><h1>Toko</h1><div id="tempat" style="height: 400px"></div></main>
    <script src="${site.url}/widget.js" async ${attributes}></script></html>`);
  const page = await (await openContext({ ...still, ...options })).newPage();
  await page.goto(url);
  return { page, widget: findWidget(page) };
}
