import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { openContext, openPage } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, openWidget, waitFor } from './widget-page.ts';

describe('many tabs', () => {
  it('all show the same, whichever of them was written in', async () => {
    const site = await startSite();
    const first = await openWidget(site.url);
    const page = await first.page.context().newPage();
    await page.goto(site.url);
    const second = findWidget(page);
    await second.launcher.click();
    await second.say('dari tab kedua');
    await first.reads('Halo!', 'dari tab kedua', 'Gema: dari tab kedua');
    await first.say('dari tab pertama');
    const all = [
      'Halo!',
      'dari tab kedua',
      'Gema: dari tab kedua',
      'dari tab pertama',
      'Gema: dari tab pertama',
    ];
    await first.reads(...all);
    await second.reads(...all);
  });

  it('more of them than the server bears sockets for still hear everything, and do not push one another out for ever', async () => {
    const site = await startSite({ limits: { ...defaultLimits, socketsPerConversation: 2 } });
    const first = await openWidget(site.url);
    const context = first.page.context();
    const sockets: string[] = [];
    const tabs = [first];
    for (let n = 0; n < 4; n += 1) {
      const page = await context.newPage();
      page.on('websocket', socket => sockets.push(socket.url()));
      await page.goto(site.url);
      const tab = findWidget(page);
      await tab.launcher.click();
      await tab.reads('Halo!');
      tabs.push(tab);
    }
    await first.say('satu');
    for (const tab of tabs) await tab.reads('Halo!', 'satu', 'Gema: satu');
    expect(sockets).toHaveLength(4);
  });
});

describe('a phone that is not as it should be', () => {
  it('full storage keeps nobody from writing, and the newest secret is the one that is used', async () => {
    const site = await startSite();
    const context = await openContext();
    await context.addInitScript(`
      Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };
    `);
    const page = await context.newPage();
    await page.goto(site.url);
    const { launcher, say, reads, panel } = findWidget(page);
    await launcher.click();
    await say('satu');
    await reads('Halo!', 'satu', 'Gema: satu');
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    await panel.getByRole('button', { name: 'Mulai baru' }).click();
    await panel.getByRole('button', { name: 'Ya, mulai baru' }).click();
    await reads('Halo!');
    await say('dua');
    await reads('Halo!', 'dua', 'Gema: dua');
  });

  it('a clock that is years off changes no order and shows the time of the server', async () => {
    const site = await startSite();
    const context = await openContext({ timezoneId: 'UTC' });
    const page = await context.newPage();
    await page.clock.setSystemTime('2019-01-01T00:00:00Z');
    await page.goto(site.url);
    const { launcher, say, reads, log } = findWidget(page);
    await launcher.click();
    await say('satu');
    await reads('Halo!', 'satu', 'Gema: satu');
    const times = await log.locator('time').evaluateAll(all => all.map(one => one.getAttribute('datetime')));
    for (const time of times) expect(time?.slice(0, 4)).toBe(String(new Date().getFullYear()));
    expect(await log.locator('.day').count()).toBe(1);
  });

  it('wakes up after a long sleep with everything that was said meanwhile', async () => {
    const site = await startSite();
    const { page, reads } = await openWidget(site.url);
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    site.dropSockets();
    await site.say({ from: 'bot', text: 'Kode benar.' });
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    await reads('Halo!', 'Kode benar.');
  });
});

describe('a visit', () => {
  it('of the next day shows the history, and says how somebody else begins anew', async () => {
    const site = await startSite();
    const { page, say, reads, panel } = await openWidget(site.url);
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await findWidget(page).launcher.click();
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await panel.locator('.notice', { hasText: 'Bukan milik Kakak?' }).waitFor();
    await panel.getByRole('button', { name: 'Mulai baru', exact: true }).click();
    await reads('Halo!');
    expect(await panel.locator('.notice').count()).toBe(0);
  });

  it('ends with "hapus data saya": nothing is left on the server, and other tabs begin anew, too', async () => {
    const site = await startSite();
    const { page, panel, say, reads } = await openWidget(site.url);
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    const other = await page.context().newPage();
    await other.goto(site.url);
    await findWidget(other).launcher.click();
    await findWidget(other).reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    const old = site.conversation();
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    await panel.getByRole('button', { name: 'Hapus data saya' }).click();
    await panel.getByRole('button', { name: 'Ya, hapus' }).click();
    await panel.locator('.notice', { hasText: 'Isi percakapan sudah dihapus' }).waitFor();
    await reads('Halo!');
    await findWidget(other).reads('Halo!');
    expect(await site.store.load(old)).toBeUndefined();
  });

  it('asks for a person from the menu, and copies what was said', async () => {
    const site = await startSite();
    const context = await openContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(site.url.replace('127.0.0.1', 'localhost'));
    const { launcher, panel, reads, log } = findWidget(page);
    await launcher.click();
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    await panel.getByRole('button', { name: 'Bicara dengan petugas' }).click();
    await reads('Halo!', 'Bicara dengan petugas', 'Gema: Bicara dengan petugas');
    await log.getByRole('button', { name: 'Salin' }).last().click();
    await log.getByRole('button', { name: 'Tersalin' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('Gema: Bicara dengan petugas');
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    await panel.getByRole('button', { name: 'Salin percakapan' }).click();
    await waitFor(
      () => page.evaluate('navigator.clipboard.readText()'),
      'Asisten JMO: Halo!\nPesan Kakak: Bicara dengan petugas\nAsisten JMO: Gema: Bicara dengan petugas',
    );
  });

  it('from a site that may not use the chat reads what to do instead', async () => {
    const site = await startSite();
    const page = await openPage(site.url);
    await page.route('**/tokens/generate', route => route.fulfill({ status: 403, json: {} }));
    const { launcher, panel } = findWidget(page);
    await launcher.click();
    await panel.locator('.connection', { hasText: 'Hubungi 175' }).waitFor();
  });

  it('that lasts longer than a token gets new ones in time', async () => {
    const site = await startSite();
    const page = await openPage(site.url);
    await page.route('**/tokens/generate', async route => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), expires_in: 1 } });
    });
    const refreshed = page.waitForResponse('**/tokens/refresh');
    const { launcher, say, reads } = findWidget(page);
    await launcher.click();
    expect((await refreshed).status()).toBe(200);
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
  });

  it('whose token was thrown away in the middle goes on with another, and nobody notices', async () => {
    const site = await startSite();
    const { page, say, reads, panel } = await openWidget(site.url);
    let refused = 0;
    await page.route('**/activities', route => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 403, json: {} }) : route.continue();
    });
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    expect(await panel.locator('.notice').count()).toBe(0);
  });
});
