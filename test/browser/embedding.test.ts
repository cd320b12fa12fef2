import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openContext } from './browser.ts';
import { startSite } from './web-site.ts';
import { findWidget, waitFor } from './widget-page.ts';

describe('embedded in a site', () => {
  it('works under a strict policy with trusted types, and asks nobody but its own server', async () => {
    const site = await startSite();
    const { page, complaints, asked } = await open(site.url, {
      policy: [
        "default-src 'none'",
        `script-src ${site.url}`,
        `connect-src ${site.url} ${site.url.replace('http', 'ws')}`,
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    });
    const { launcher, say, reads, panel } = findWidget(page);
    await launcher.click();
    await say('lupa sandi');
    await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
    await panel.getByRole('button', { name: 'Menu chat' }).click();
    expect(complaints).toEqual([]);
    expect([...asked]).toEqual([site.url]);
  });

  it('looks and works the same beside hostile styles, and leaves the site as it was', async () => {
    const site = await startSite();
    const plain = await open(site.url);
    const hostile = await open(site.url, {
      head: `<style>
        * { all: unset !important; display: none !important; color: red !important; font: 40px serif !important; }
        html, body, h1 { display: block !important; }
        div { display: block !important; transform: none; }
        .launcher, .panel, button, textarea, p, .bubble { position: static !important; width: 1px !important; }
        :host, :root { --ground: red; --ink: yellow; }
      </style>`,
    });
    const looks: string[] = [];
    for (const { page } of [plain, hostile]) {
      const { launcher, say, reads, panel } = findWidget(page);
      await launcher.click();
      await say('lupa sandi');
      await reads('Halo!', 'lupa sandi', 'Gema: lupa sandi');
      looks.push(JSON.stringify([await panel.boundingBox(), await page.evaluate(computedLook)]));
    }
    expect(looks[1]).toBe(looks[0]);
    expect(await hostile.page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      'rgb(255, 0, 0)',
    );
  });

  it('keeps the distance from the edges that the site asks for', async () => {
    const site = await startSite();
    const { page } = await open(site.url, { attributes: 'data-offset="96 40" data-position="left"' });
    const { launcher, panel } = findWidget(page);
    const button = await launcher.boundingBox();
    expect([button?.x, 720 - (button?.y ?? 0) - (button?.height ?? 0)]).toEqual([40, 96]);
    await launcher.click();
    await panel.waitFor();
    const window = await panel.boundingBox();
    expect(window?.x).toBe(40);
    expect(window && window.y >= 0 && window.y + window.height <= 720).toBe(true);
  });

  it('can stand in the page itself, without a button, and does not take the keyboard', async () => {
    const site = await startSite();
    const { page } = await open(site.url, {
      attributes: 'data-inline="tempat"',
      body: '<div id="tempat" style="width: 400px; height: 500px"></div>',
    });
    const chat = page.getByRole('region', { name: 'Bantuan login JMO' });
    await chat.locator('.bubble', { hasText: 'Halo!' }).waitFor();
    expect(await chat.boundingBox()).toMatchObject({ width: 400, height: 500 });
    expect(await page.locator('.launcher').count()).toBe(0);
    expect(await chat.getByRole('button', { name: 'Tutup chat' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await chat.getByRole('textbox').fill('lupa sandi');
    await page.keyboard.press('Enter');
    await chat.locator('.bubble', { hasText: 'Gema: lupa sandi' }).waitFor();
  });

  it('tells the site what happens, but nothing of what is said', async () => {
    const site = await startSite();
    const { page } = await open(site.url, {
      head: `<script>
        var told = [];
        addEventListener('jmobantuan:ready', () => {
          for (const event of ['open', 'close', 'message', 'unread']) {
            const stop = JmoBantuan.on(event, detail => told.push([event, detail]));
            if (event === 'close') window.stopClose = stop;
          }
        });
      </script>`,
    });
    const { launcher, reads, close } = findWidget(page);
    await launcher.click();
    await reads('Halo!');
    await close.click();
    await site.say({ from: 'agent', text: 'Saya Rini' });
    await page.getByRole('button', { name: '1 pesan baru' }).waitFor();
    await page.evaluate('stopClose()');
    await launcher.click();
    await close.click();
    await waitFor(
      () => page.evaluate('told'),
      [
        ['open', null],
        ['message', { from: 'bot' }],
        ['close', null],
        ['message', { from: 'agent' }],
        ['unread', 1],
        ['open', null],
        ['unread', 0],
      ],
    );
  });
});

const computedLook = `(() => {
  const root = document.querySelector('div:last-of-type').shadowRoot;
  return [...root.querySelectorAll('.panel, .header, h2, .bubble, .text, textarea, .send, .hint')].map(one => {
    const { color, backgroundColor, fontSize, fontFamily, display, width, position } = getComputedStyle(one);
    return [one.className, color, backgroundColor, fontSize, fontFamily, display, width, position];
  });
})()`;

interface SiteOptions {
  readonly attributes?: string;
  readonly head?: string;
  readonly body?: string;
  readonly policy?: string;
}

/** A page of somebody else, with everything that the browser complains of and every other site that is asked. */
async function open(url: string, { attributes = '', head = '', body = '', policy }: SiteOptions = {}) {
  const server = createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (policy) res.setHeader('Content-Security-Policy', policy);
    res.end(`<!doctype html><html lang="id"><title>Toko</title>${head}<h1>Toko</h1>${body}
      <script src="${url}/widget.js" async ${attributes}></script></html>`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const page = await (await openContext()).newPage();
  const complaints: string[] = [];
  const asked = new Set<string>();
  const own = `http://localhost:${(server.address() as AddressInfo).port}`;
  page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    const { origin } = new URL(request.url());
    if (origin !== own) asked.add(origin);
  });
  await page.goto(own);
  return { page, complaints, asked };
}
