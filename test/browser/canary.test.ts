import { expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { startOtherSite, startSite } from './web-site.ts';

it('this browser enforces CORS: otherwise no test here would prove anything about origins', async () => {
  const site = await startSite();
  const page = await openPage(await startOtherSite('<title>Situs lain</title>'));
  const allowed = await page.evaluate(
    url => fetch(url).then(({ status }) => status),
    `${site.url}/widget.js`,
  );
  expect(allowed).toBe(200);
  await expect(page.evaluate(url => fetch(url), `${site.url}/demo.js`)).rejects.toThrow('Failed to fetch');
});
