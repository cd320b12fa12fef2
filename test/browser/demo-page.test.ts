import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openContext, openPage } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget } from './widget-page.ts';

describe('the demo page', () => {
  it('keeps its own content security policy, with the chat open', async () => {
    const site = await startSite();
    const page = await (await openContext()).newPage();
    const complaints: string[] = [];
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(error.message));
    await page.goto(site.url);
    await page.getByRole('button', { name: 'Mulai chat' }).click();
    await findWidget(page).reads('Halo!');
    expect(complaints).toEqual([]);
  });

  it('shows the script tag with its own address, and the way to the development inbox', async () => {
    const site = await startSite();
    const page = await openPage(site.url);
    await page.getByText(`<script src="${site.url}/widget.js" async></script>`).waitFor();
    const inbox = page.getByRole('link', { name: 'kotak masuk percobaan' });
    expect(await inbox.getAttribute('href')).toBe('http://127.0.0.1:3979/dev/inbox');
  });

  it('names only people of data/accounts.json', async () => {
    const site = await startSite();
    const page = await openPage(site.url);
    const shown = await page
      .locator('tbody tr')
      .evaluateAll(rows => rows.map(row => [...row.children].slice(0, 3).map(cell => cell.textContent)));
    const { accounts } = JSON.parse(await readFile('data/accounts.json', 'utf8'));
    const known = accounts.map(({ name, nik, kpj }: Record<string, string>) => `${name} ${nik} ${kpj}`);
    expect(shown.length).toBeGreaterThan(0);
    for (const [name, nik, kpj] of shown) {
      expect(known).toContain(`${name} ${nik?.replaceAll(' ', '')} ${kpj?.replaceAll(' ', '')}`);
    }
  });

  it('fits a narrow phone without scrolling sideways', async () => {
    const site = await startSite();
    const page = await openPage(site.url, { viewport: { width: 320, height: 640 } });
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(320);
  });
});
