import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { joko } from '../console/authenticator.ts';
import { giveFactor, openStore, sessionAs, startConsole, testSealer } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

const chat = conversationId('hak');
const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;

it('an admin looks after people, tokens and requests, and the audit log tells of it', async () => {
  const { console, open } = await opened();
  const page = await open('#/orang');
  await page.getByRole('heading', { name: 'Tim' }).waitFor();
  await page.getByLabel('Peran Rini').selectOption('penyunting');
  await page.getByText('Tersimpan untuk Rini.').waitFor();
  await page.getByRole('button', { name: 'Nonaktifkan: Rini' }).click();
  await page.getByRole('button', { name: 'Aktifkan lagi: Rini' }).waitFor();

  await page.getByLabel('Email').fill('sari@contoh.id');
  await page.getByRole('button', { name: 'Buat tautan undangan' }).click();
  const link = await page.getByLabel('Tautan undangan').inputValue();
  await page.getByLabel('Nama token').fill('Gudang data');
  await page.getByRole('button', { name: 'Buat token' }).click();
  expect(await page.getByLabel('Token', { exact: true }).inputValue()).toMatch(/^jmo_/);

  await page.getByLabel('ID percakapan').fill(chat);
  await page.getByRole('button', { name: 'Catat permintaan' }).click();
  await page.getByText('Permintaan tercatat.').waitFor();
  await sound(page, 'rights');
  await page.getByRole('button', { name: 'Hapus sekarang' }).click();
  await page.getByRole('button', { name: 'Ya, hapus selamanya' }).click();
  await page.getByText('1 percakapan dihapus.').waitFor();
  expect(await console.store.load(chat)).toBeUndefined();

  await page.getByRole('link', { name: 'Catatan audit' }).click();
  await page.getByRole('row', { name: /hapus data pengguna/ }).waitFor();
  await page.getByText('token Gudang data').waitFor();
  for (const phrase of [
    'token dibuat',
    'untuk transkrip',
    'peran penyunting',
    'dinonaktifkan',
    'minta dihapus',
  ])
    await page.getByText(phrase, { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Periksa rantai' }).click();
  await page.getByText(/Rantai utuh: \d+ catatan\./).waitFor();
  await sound(page, 'audit');
  await page.getByLabel('Tindakan').selectOption('ubah pengguna');
  await page.getByRole('row', { name: /hapus data pengguna/ }).waitFor({ state: 'detached' });

  const guest = await (await openContext()).newPage();
  await guest.goto(link);
  await guest.getByText('Undangan untuk sari@contoh.id sebagai petugas.').waitFor();
  await sound(guest, 'invitation');
  await guest.getByLabel('Kata sandi', { exact: true }).fill('apel jeruk mangga');
  await guest.getByLabel('Kata sandi, sekali lagi').fill('apel jeruk mangga');
  await guest.getByRole('button', { name: 'Simpan, lalu masuk' }).click();
  await guest.getByLabel('Email').fill('sari@contoh.id');
  await guest.getByLabel('Kata sandi').fill('apel jeruk mangga');
  await guest.getByRole('button', { name: 'Masuk' }).click();
  await guest.getByRole('navigation', { name: 'Bagian konsol' }).waitFor();
  await guest.goto(link);
  await guest.reload();
  await guest.getByRole('button', { name: 'Keluar' }).click();
  await guest.getByText('Undangan ini sudah dipakai').waitFor();
});

it('pages of people and audit fit on a phone in the dark', async () => {
  const { open } = await opened();
  const page = await open('#/orang', phone);
  await page.getByRole('heading', { name: 'Token API' }).waitFor();
  await page.getByLabel('Nama token').waitFor();
  await sound(page, 'rights-phone-dark');
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  await page.getByRole('link', { name: 'Catatan audit' }).click();
  await page.getByRole('row', { name: /gagal masuk/ }).waitFor();
  await sound(page, 'audit-phone-dark');
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  await page.getByRole('link', { name: 'Kanal' }).click();
  await page.getByRole('heading', { name: 'Tidak terkirim' }).waitFor();
  await sound(page, 'channels-phone-dark');
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
});

it('a conversation is downloaded as a file, and what is sealed in it is opened with a reason', async () => {
  const { open, console } = await opened();
  const replyAddress = testSealer.seal('{"to":"628123456789"}', chat);
  await take(console.store, chat, { conversation: { replyAddress } });
  const page = await open(`#/percakapan/${chat}`);
  await page.locator('.timeline').getByText('lupa sandi').waitFor();
  await page.getByLabel('Format ekspor').last().selectOption('JSONL');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh' }).last().click(),
  ]);
  expect(file.suggestedFilename()).toBe(`percakapan-${chat}.jsonl`);
  expect(await readFile(await file.path(), 'utf8')).toContain('"text":"lupa sandi"');

  await page.getByText('Data tersegel').click();
  await page.getByLabel(/^Alasan/).fill('perlu');
  await page.getByRole('button', { name: 'Buka', exact: true }).click();
  await page.getByText('Tulis alasannya').waitFor();
  await page.getByLabel(/^Alasan/).fill('Menelepon pengguna untuk tiketnya');
  await page.getByRole('button', { name: 'Buka', exact: true }).click();
  await page.getByText('{"to":"628123456789"}').waitFor();
  await sound(page, 'unmasked');
  await page.getByRole('button', { name: 'Tutup lagi' }).click();
  expect(await page.getByText('628123456789').count()).toBe(0);
});

/** A console with one chat, and a page in which an admin is logged in. */
async function opened() {
  const { store } = await openStore();
  const console = await startConsole({ webDir: inject('webDir'), store });
  await take(store, chat, { says: ['lupa sandi'] });
  await console.users.add(joko);
  await giveFactor(console.users, joko.email);
  const actor = { id: 'unknown', name: '-', role: '-' };
  await console.audit.append({ actor, action: 'log-in-refused', object: 'unknown' });
  const open = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await openContext({ timezoneId: 'Asia/Jakarta', ...options });
    const [name = '', value = ''] = (await sessionAs(console, 'admin', joko.email)).split('=');
    await context.addCookies([
      {
        name,
        value,
        url: console.url.replace('http:', 'https:'),
        secure: true,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ]);
    const page = await context.newPage();
    await page.goto(`${console.url}/console${address}`);
    return page;
  };
  return { console, open };
}

async function sound(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  expect(await violations(page), name).toEqual([]);
}
