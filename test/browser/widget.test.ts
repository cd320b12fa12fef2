import { describe, expect, it } from 'vitest';
import { openContext, openPage } from './browser.ts';
import { startOtherSite, startSite } from './web-site.ts';
import { findWidget, openWidget, waitFor } from './widget-page.ts';

describe('the launcher', () => {
  it('loads nothing but itself until it is used', async () => {
    const site = await startSite();
    const page = await (await openContext()).newPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await page.goto(await startOtherSite(`<script src="${site.url}/widget.js" async></script>`));
    await findWidget(page).launcher.waitFor();
    expect(asked.filter(path => path !== '/favicon.ico')).toEqual(['/', '/widget.js']);
  });

  it('takes side, colour and greeting from its script tag and ignores what it cannot read', async () => {
    const site = await startSite();
    const tag = `<script src="${site.url}/widget.js" data-position="left" data-color="#ffdd00"
      data-greeting="Tidak bisa masuk JMO?" async></script>`;
    const { launcher } = findWidget(await openPage(await startOtherSite(tag)));
    expect(await launcher.getAttribute('aria-label')).toContain('Tidak bisa masuk JMO?');
    expect((await launcher.boundingBox())?.x).toBe(20);
    expect(await style(launcher, 'background-color')).toBe('rgb(255, 221, 0)');
    expect(await style(launcher, 'color')).toBe('rgb(0, 0, 0)');
    const wrong = `<script src="${site.url}/widget.js" data-color="red;display:none" async></script>`;
    const plain = findWidget(await openPage(await startOtherSite(wrong)));
    expect(await style(plain.launcher, 'background-color')).toBe('rgb(11, 107, 79)');
  });

  it('says so when the chat cannot be loaded, keeps what is written, and tries again by itself', async () => {
    const site = await startSite();
    const context = await openContext();
    await context.route('**/widget-panel.js*', route => route.abort());
    const page = await context.newPage();
    await page.goto(site.url);
    const { launcher, say, reads } = findWidget(page);
    await launcher.click();
    await page.getByText('Chat belum bisa dimuat').waitFor();
    await say('lupa sandi');
    await page.getByText('lupa sandi', { exact: true }).waitFor();
    await context.unroute('**/widget-panel.js*');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
  });
});

describe('the chat', () => {
  it('opens with the greeting, sends, and shows the answer, the time and that the message has arrived', async () => {
    const site = await startSite();
    const { say, reads, log } = await openWidget(site.url);
    await say('gk bs login min');
    await reads('Halo!', 'gk bs login min', 'Gema: gk bs login min');
    expect(await log.locator('.user .meta').textContent()).toMatch(/^\d\d\.\d\d · Terkirim$/);
  });

  it('a tapped answer sends its value, and the answers are gone', async () => {
    const site = await startSite();
    const { panel, reads } = await openWidget(site.url);
    await panel.getByRole('button', { name: 'Lupa sandi' }).click();
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    expect(await panel.getByRole('group', { name: 'Pilihan jawaban' }).count()).toBe(0);
  });

  it('a link opens a tab of its own that knows nothing of this page', async () => {
    const site = await startSite();
    const { log } = await openWidget(site.url);
    await site.say({
      from: 'bot',
      text: 'Kode sudah dikirim.',
      link: { title: 'Buka halaman', url: 'https://contoh.id/v/x' },
    });
    const link = log.getByRole('link', { name: /^Buka halaman/ });
    expect(await link.getAttribute('href')).toBe('https://contoh.id/v/x');
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('only addresses of web pages become links', async () => {
    const site = await startSite();
    const { log, reads } = await openWidget(site.url);
    const addresses = [
      'javascript:alert(1)',
      'data:text/html,x',
      ' javascript:alert(1)',
      '//contoh.id',
      'file:///etc',
    ];
    await site.say(
      ...addresses.map(url => ({ from: 'bot' as const, text: 'Ini', link: { title: 'Buka', url } })),
    );
    await reads('Halo!', ...addresses.map(() => 'Ini'));
    expect(await log.getByRole('link').count()).toBe(0);
  });

  it('shows HTML as text, whoever wrote it', async () => {
    const site = await startSite();
    const { page, say, reads } = await openWidget(site.url);
    const dialogs: string[] = [];
    page.on('dialog', dialog => dialogs.push(dialog.message()));
    const html = '<img src=x onerror=alert(1)><b>tebal</b>';
    await say(html);
    await reads('Halo!', html, `Gema: ${html}`);
    await site.say({ from: 'agent', text: html });
    await reads('Halo!', html, `Gema: ${html}`, html);
    expect(await page.locator('img').count()).toBe(0);
    expect(dialogs).toEqual([]);
  });

  it('keeps line breaks and turns numbered steps into a list', async () => {
    const site = await startSite();
    const { log } = await openWidget(site.url);
    await site.say({ from: 'bot', text: 'Coba ini:\n1. Buka JMO.\n2. Ketuk "Lupa Akun".\nSudah bisa?' });
    await waitFor(() => log.getByRole('listitem').allInnerTexts(), ['Buka JMO.', 'Ketuk "Lupa Akun".']);
    await log.getByText('Sudah bisa?').waitFor();
  });

  it('names a person who writes, and shows that the bot is writing', async () => {
    const site = await startSite();
    const { log, reads } = await openWidget(site.url);
    site.typing(site.conversation());
    await log.getByText('Sedang mengetik').waitFor();
    await site.say({ from: 'agent', text: 'Saya Rini' });
    await reads('Halo!', 'Saya Rini');
    expect(await log.locator('.agent .name').textContent()).toBe('Petugas');
  });

  it('takes at most 1,000 characters and says how many are left', async () => {
    const site = await startSite();
    const { panel, input, say } = await openWidget(site.url);
    await input.fill('a'.repeat(900));
    await panel.locator('.hint', { hasText: 'Sisa 100 huruf' }).waitFor();
    await input.pressSequentially('b'.repeat(101));
    expect(await input.inputValue()).toHaveLength(1_000);
    await say('   ');
    expect(site.received).toHaveLength(1);
  });

  it('says that it is a demo exactly as long as it is one', async () => {
    const demo = await openWidget((await startSite()).url);
    await demo.panel.getByText('Mode demo, bukan layanan resmi BPJS Ketenagakerjaan').waitFor();
    const real = await openWidget((await startSite({ demo: false })).url);
    expect(await real.page.getByText('Mode demo').filter({ visible: true }).count()).toBe(0);
  });

  it('counts on the launcher what came while it was closed', async () => {
    const site = await startSite();
    const { close, launcher, page } = await openWidget(site.url);
    await close.click();
    await site.say({ from: 'bot', text: 'Kode benar.' }, { from: 'bot', text: 'Sandi sudah diganti.' });
    await page.getByRole('button', { name: '2 pesan baru' }).waitFor();
    await launcher.click();
    await close.click();
    expect(await launcher.getAttribute('aria-label')).toBe('Bantuan login JMO, buka chat');
  });

  it('answers the calls of the site that embeds it', async () => {
    const site = await startSite();
    const page = await openPage(await startOtherSite(`<script src="${site.url}/widget.js" async></script>`));
    const { launcher, panel, reads } = findWidget(page);
    await launcher.waitFor();
    await page.evaluate('JmoBantuan.send("lupa sandi")');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await page.evaluate('JmoBantuan.close()');
    await panel.waitFor({ state: 'hidden' });
    await page.evaluate('JmoBantuan.open()');
    await panel.waitFor();
  });
});

function style(locator: ReturnType<typeof findWidget>['launcher'], property: string): Promise<string> {
  return locator.evaluate<string, string>(
    (element, name) =>
      (globalThis as unknown as { getComputedStyle(e: unknown): { getPropertyValue(n: string): string } })
        .getComputedStyle(element)
        .getPropertyValue(name),
    property,
  );
}
