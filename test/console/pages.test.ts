import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { call, startConsole, temporaryFolder } from './console-server.ts';

it('the pages allow nothing but their own script, style sheet and API, and no other site may frame them', async () => {
  const { url } = await startWithPages();
  for (const path of ['/console', '/console/', '/console/console.js', '/console/console.css']) {
    const { status, headers } = await call(url + path);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

it.each([
  '/console/geheim.txt',
  '/console/..%2fgeheim.txt',
  '/console/console.js.map',
  '/console/x/y',
  '/console/api',
])('%s is not one of them', async path => {
  const { url } = await startWithPages();
  const { status, text } = await call(url + path);
  expect(status).toBe(404);
  expect(text).not.toContain('geheim');
});

it('pages that were not built are not there, and no path is told', async () => {
  const { url, dataDir } = await startConsole();
  const { status, text } = await call(`${url}/console`);
  expect(status).toBe(404);
  expect(text).not.toContain(dataDir);
});

it('says whether it is a demo to those who have not logged in, too', async () => {
  expect((await call(`${(await startConsole()).api}/about`)).json).toEqual({ demo: true });
  expect((await call(`${(await startConsole({ demo: false })).api}/about`)).json).toEqual({ demo: false });
});

async function startWithPages() {
  const webDir = join(await temporaryFolder(), 'web');
  await mkdir(webDir);
  for (const file of ['console.html', 'console.js', 'console.css', 'console.js.map']) {
    await writeFile(join(webDir, file), '/* geheim */');
  }
  await writeFile(join(webDir, 'geheim.txt'), 'geheim');
  return startConsole({ webDir });
}
