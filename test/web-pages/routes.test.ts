import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mountWebPages, type WebPagesOptions } from '../../src/channels/web-pages/routes.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { silentLog } from '../../src/log.ts';

const built = {
  'index.html': '<title>Demo</title>',
  'demo.css': 'p{}',
  'demo.js': 'demo()',
  'icon.svg': '<svg/>',
  'widget.js': `launcher(${'x'.repeat(500)})`,
  'widget.js.map': '{}',
  'widget-panel.js': 'export const panel = 1;',
  'widget-panel.js.map': '{}',
};

describe('the pages of the website', () => {
  it('come with their types, and the demo page with a policy without unsafe-inline', async () => {
    const url = await startPages();
    const page = await fetch(url);
    expect(await page.text()).toBe(built['index.html']);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await fetch(`${url}/widget.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('any site may load the widget and its settings, and nothing else', async () => {
    const url = await startPages();
    for (const [path, allowed] of [
      ['/widget.js', '*'],
      ['/widget-panel.js', '*'],
      ['/widget/config.json', '*'],
      ['/demo.js', null],
      ['/', null],
    ] as const) {
      expect((await fetch(url + path)).headers.get('access-control-allow-origin'), path).toBe(allowed);
    }
  });

  it('a file that the browser has already is not sent again', async () => {
    const url = await startPages();
    const first = await fetch(`${url}/widget.js`);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${url}/widget.js`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const stale = await fetch(`${url}/widget.js`, { headers: { 'If-None-Match': '"other"' } });
    expect(stale.status).toBe(200);
  });

  it('is kept for ever only under an address that names its version', async () => {
    const url = await startPages();
    const [, version] =
      /"([\da-f]{12})-/.exec((await fetch(`${url}/widget-panel.js`)).headers.get('etag') ?? '') ?? [];
    const named = await fetch(`${url}/widget-panel.js?v=${version}`);
    expect(named.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const wrong = await fetch(`${url}/widget-panel.js?v=000000000000`);
    expect(wrong.headers.get('cache-control')).toBe('no-cache');
  });

  it('is compressed for those who can unpack it', async () => {
    const url = await startPages();
    for (const [accepted, encoding] of [
      ['br, gzip', 'br'],
      ['gzip;q=0.5', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const response = await fetch(`${url}/widget.js`, { headers: { 'Accept-Encoding': accepted } });
      expect(response.headers.get('content-encoding'), accepted).toBe(encoding);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(await response.text()).toBe(built['widget.js']);
    }
  });

  it('tells of the inbox in development only', async () => {
    const developing = await (await fetch(`${await startPages()}/widget/config.json`)).json();
    expect(developing).toEqual({ demo: true, inbox: 'http://127.0.0.1:3979/dev/inbox' });
    const real = await startPages({ demo: false, development: false });
    expect(await (await fetch(`${real}/widget/config.json`)).json()).toEqual({ demo: false });
  });

  it('a missing build stops the start and says what to do', async () => {
    const server = createHttpServer({ log: silentLog });
    const options = { demo: true, development: true, accountPublicUrl: 'http://127.0.0.1:3979' };
    expect(() => mountWebPages(server, { ...options, webDir: '/nowhere' })).toThrow(
      expect.objectContaining({ code: 'build-missing', fix: 'Run: npm run build' }),
    );
  });
});

async function startPages(overrides: Partial<WebPagesOptions> = {}): Promise<string> {
  const webDir = await mkdtemp(join(tmpdir(), 'web-pages-'));
  onTestFinished(() => rm(webDir, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(built)) await writeFile(join(webDir, file), content);
  const server = createHttpServer({ log: silentLog });
  mountWebPages(server, {
    webDir,
    demo: true,
    development: true,
    accountPublicUrl: 'http://127.0.0.1:3979',
    ...overrides,
  });
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(() => listening.close(50));
  return listening.url;
}
