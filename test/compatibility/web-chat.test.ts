import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openContext } from '../browser/browser.ts';
import { openAssistant } from '../support/assistant.ts';
import { peerBundles } from '../support/peers.ts';

const password = 'Kenari-di-dahan-77';
const patience = { timeout: 60_000 };

it("Microsoft's Web Chat, in Indonesian, leads through a whole reset, a reload of the page included", async () => {
  const assistant = await openAssistant();
  onTestFinished(() => assistant.close());
  const context = await openContext();
  const page = await context.newPage();
  await page.goto(await startPage(assistant.url));
  await hears(page, /Halo, Kak/);
  await say(page, 'min aku lupa sandi jmo nih');
  await hears(page, /Ada dua cara/);
  await choose(page, 'Saya bantu reset dari sini');
  await hears(page, /Setuju, tidak/);
  await choose(page, 'Setuju');
  await hears(page, /Tulis NIK-nya/);
  await say(page, '3299 0115 0390 0001');
  await hears(page, /nomor peserta/);
  await say(page, '990 0000 0001');
  await hears(page, /dikirim ke mana/);
  await choose(page, 'SMS');
  await hears(page, /Kodenya berlaku/);

  const opened = context.waitForEvent('page');
  // A copy without function stands in its live region.
  await page.locator('.ac-pushButton', { hasText: 'Buka halaman kode' }).click();
  const owner = await opened;
  await owner.getByLabel(/kode/i).fill(await newestCode(assistant.accountUrl));
  await owner.getByRole('button', { name: 'Periksa kode' }).click();
  await owner.locator('#password').fill(password);
  await owner.locator('#again').fill(password);
  await owner.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await hears(page, /Kata sandi barunya sudah tersimpan/);

  await page.reload();
  await hears(page, /Kata sandi barunya sudah tersimpan/);
  await say(page, 'sudah bisa');
  await hears(page, /Syukurlah sudah bisa masuk/);
  const shown = await page.locator('#chat').textContent();
  expect(shown).toContain('3299********0001');
  expect(shown).not.toContain('3299 0115');
});

async function say(page: Page, text: string): Promise<void> {
  const input = page.getByRole('textbox').last();
  await input.fill(text);
  await input.press('Enter');
}

async function hears(page: Page, text: RegExp): Promise<void> {
  await expect.poll(() => page.locator('#chat').textContent(), patience).toMatch(text);
}

async function choose(page: Page, name: string): Promise<void> {
  const offered = page.getByRole('toolbar', { name: 'Tindakan yang disarankan' });
  await offered.getByRole('button', { name, exact: true }).click();
}

async function newestCode(accountUrl: string | undefined): Promise<string> {
  const Inbox = z.array(z.object({ code: z.string().nullable() }));
  let code: string | null | undefined;
  await expect
    .poll(async () => {
      const inbox = Inbox.parse(await (await fetch(`${accountUrl}/dev/inbox.json`)).json());
      code = inbox[0]?.code;
      return code;
    }, patience)
    .toBeTruthy();
  return code ?? '';
}

/** A site that embeds Web Chat as its documentation says, and keeps the resume secret as our widget does. */
async function startPage(url: string): Promise<string> {
  const bundle = await readFile(peerBundles['Web Chat']);
  const html = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Situs</title>
    <div id="chat" style="height: 640px"></div>
    <script src="/webchat.js"></script>
    <script>
      (async () => {
        const domain = '${url}/v3/directline';
        const headers = { 'Content-Type': 'application/json' };
        const body = JSON.stringify({ resume: localStorage.getItem('resume') });
        const asked = await fetch(domain + '/tokens/generate', { method: 'POST', headers, body });
        const { token, conversationId, resume } = await asked.json();
        const known = localStorage.getItem('resume') ? { conversationId } : {};
        localStorage.setItem('resume', resume);
        const directLine = WebChat.createDirectLine({ domain, token, ...known });
        WebChat.renderWebChat({ directLine, locale: 'id-ID' }, document.getElementById('chat'));
      })();
    </script></html>`;
  const server = createServer((req, res) => {
    const script = req.url === '/webchat.js';
    res.setHeader('Content-Type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    res.end(script ? bundle : html);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}
