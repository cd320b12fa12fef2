import { describe, expect, it } from 'vitest';
import { openContext } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, openWidget, waitFor } from './widget-page.ts';

describe('coming back', () => {
  it('after a reload the chat is open again, with its history', async () => {
    const site = await startSite();
    const { page, say, reads, input } = await openWidget(site.url);
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await page.reload();
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    expect(await input.inputValue()).toBe('');
    expect(site.received.map(({ content }) => content.kind)).toEqual(['join', 'text']);
  });

  it('the next page of the same tab goes on with the same token, another tab gets its own', async () => {
    const site = await startSite();
    const { page, reads } = await openWidget(site.url);
    let tokens = 0;
    page.context().on('request', request => {
      if (request.url().endsWith('/tokens/generate')) tokens += 1;
    });
    await page.reload();
    await reads('Halo!');
    expect(tokens).toBe(0);
    const other = await page.context().newPage();
    await other.goto(site.url);
    await findWidget(other).launcher.click();
    await findWidget(other).reads('Halo!');
    expect(tokens).toBe(1);
    expect(site.received).toHaveLength(1);
  });

  it('a chat that was closed stays closed after a reload and is still there when opened', async () => {
    const site = await startSite();
    const { page, close, panel, launcher, reads } = await openWidget(site.url);
    await close.click();
    await page.reload();
    await launcher.waitFor();
    expect(await panel.count()).toBe(0);
    await launcher.click();
    await reads('Halo!');
    expect(site.received).toHaveLength(1);
  });

  it('"mulai baru" asks once more and then begins another conversation, in all tabs', async () => {
    const site = await startSite();
    const { page, panel, say, reads } = await openWidget(site.url);
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    const other = await page.context().newPage();
    await other.goto(site.url);
    await findWidget(other).launcher.click();
    await findWidget(other).reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    await panel.getByRole('button', { name: 'Mulai baru' }).click();
    await panel.getByRole('button', { name: 'Ya, mulai baru' }).click();
    await reads('Halo!');
    await findWidget(other).reads('Halo!');
    expect(new Set(site.received.map(({ conversation }) => conversation)).size).toBe(2);
  });

  it('works where the site may not store anything', async () => {
    const site = await startSite();
    const context = await openContext();
    await context.addInitScript(`for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new Error('forbidden'); } });`);
    const page = await context.newPage();
    await page.goto(site.url);
    const { launcher, say, reads } = findWidget(page);
    await launcher.click();
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
  });
});

describe('a bad connection', () => {
  it('finds its way back when the server drops the socket, and misses nothing', async () => {
    const site = await startSite();
    const { say, reads } = await openWidget(site.url);
    const said = ['Halo!'];
    for (const word of ['satu', 'dua', 'tiga']) {
      site.dropSockets();
      await site.say({ from: 'bot', text: `Sebelum ${word}` });
      await say(word);
      said.push(`Sebelum ${word}`, word, `Gema: ${word}`);
      await reads(...said);
    }
  });

  it('keeps what is written while the server is away and sends it once, in order', async () => {
    const site = await startSite();
    const { say, reads, panel } = await openWidget(site.url);
    await site.stop();
    await panel.getByText('Sambungan terputus').waitFor();
    await say('satu');
    await say('dua');
    await reads('Halo!', 'satu', 'dua');
    await site.restart();
    await reads('Halo!', 'satu', 'Gema: satu', 'dua', 'Gema: dua');
    expect(await panel.getByText('Terkirim').count()).toBe(2);
  });

  it('says that there is no internet and goes on when it is back', async () => {
    const site = await startSite();
    const { page, panel, say, reads } = await openWidget(site.url);
    await page.context().setOffline(true);
    await panel.locator('.connection', { hasText: 'Tidak ada internet' }).waitFor();
    await say('halo?');
    await panel.getByText('Mengirim').waitFor();
    await page.context().setOffline(false);
    await reads('Halo!', 'halo?', 'Gema: halo?');
    await waitFor(() => panel.getByText('Tidak ada internet').count(), 0);
  });

  it('polls where sockets are blocked', async () => {
    const site = await startSite();
    const context = await openContext();
    await context.addInitScript(
      'window.WebSocket = class { constructor() { throw new Error("blocked"); } };',
    );
    const page = await context.newPage();
    await page.goto(site.url);
    const { launcher, say, reads } = findWidget(page);
    await launcher.click();
    await reads('Halo!');
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await site.say({ from: 'bot', text: 'Sandi sudah diganti.' });
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi', 'Sandi sudah diganti.');
  });

  it('a message that the server will not take can be sent again by hand', async () => {
    const site = await startSite();
    const { page, panel, say, reads } = await openWidget(site.url);
    await page.route('**/activities', route => route.fulfill({ status: 422, json: {} }));
    await say('lupa sandi');
    await panel.getByText('Gagal terkirim').waitFor();
    await page.unroute('**/activities');
    await panel.getByRole('button', { name: 'Coba lagi' }).click();
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
  });

  it('an answer that got lost does not make the message two', async () => {
    const site = await startSite();
    const { page, say, reads } = await openWidget(site.url);
    let lost = 0;
    await page.route('**/activities', async route => {
      await route.fetch();
      lost += 1;
      if (lost === 1) await route.abort();
      else await route.continue();
    });
    await say('satu');
    await say('dua');
    await reads('Halo!', 'satu', 'Gema: satu', 'dua', 'Gema: dua');
  });
});
