import { expect, inject, it } from 'vitest';
import { startConsole } from '../console/console-server.ts';
import { openContext } from './browser.ts';

/** Somebody very quick: in the password as soon as it is there. */
const quickVisitor = `
new MutationObserver((_, observer) => {
  const password = document.querySelector('input[name=password]');
  if (!password) return;
  observer.disconnect();
  password.focus();
}).observe(document, { childList: true, subtree: true });`;

it('the log-in page takes the focus before anybody can type, and never from the password', async () => {
  const console = await startConsole({ webDir: inject('webDir') });
  const page = await (await openContext()).newPage();
  await page.addInitScript(quickVisitor);
  await page.goto(`${console.url}/console`);
  await page.getByLabel('Kata sandi').waitFor();
  await page.waitForTimeout(500);
  expect(await page.getByLabel('Kata sandi').evaluate(field => field.matches(':focus'))).toBe(true);
});
