import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import { expect, inject, it } from 'vitest';
import { codeOf, joko } from '../console/authenticator.ts';
import { rini, startConsole } from '../console/console-server.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

it('an admin enrols at the first log-in, logs in with a code afterwards, and looks after their own account', async () => {
  const console = await startConsole({ webDir: inject('webDir') });
  await console.users.add(joko);
  const page = await openLogIn(console.url);
  await logIn(page);
  await page.getByRole('heading', { name: 'Satu langkah lagi sebelum mulai' }).waitFor();
  await page.getByRole('img', { name: /Kode QR/ }).waitFor();
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  expect(await readQr(page)).toBe(
    `otpauth://totp/Konsol%20Bantuan%20JMO%3Ajoko%40contoh.id?secret=${secret}&issuer=Konsol%20Bantuan%20JMO`,
  );
  await sound(page, 'enrolment');
  await page.getByLabel('Kode dari aplikasi').fill('000000');
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByText('Kodenya belum cocok.').waitFor();
  await page.getByLabel('Kode dari aplikasi').fill(codeOf(secret, console.clock));
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByRole('heading', { name: 'Simpan kode pemulihan' }).waitFor();
  const codes = await page
    .getByRole('list', { name: 'Kode pemulihan' })
    .getByRole('listitem')
    .allInnerTexts();
  expect(codes).toHaveLength(10);
  await sound(page, 'recovery-codes');
  await page.getByRole('button', { name: 'Sudah saya simpan' }).click();
  await page.getByRole('navigation', { name: 'Bagian konsol' }).waitFor();

  await page.getByRole('button', { name: 'Keluar' }).click();
  await console.clock.advance(30_000);
  await logIn(page);
  await page.getByLabel('Kode', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByText('Kodenya belum cocok. Tunggu kode berikutnya').waitFor();
  await sound(page, 'log-in-with-code');
  await page.getByLabel('Kode', { exact: true }).fill(codeOf(secret, console.clock));
  await page.getByRole('button', { name: 'Masuk' }).click();

  await page.getByRole('link', { name: /joko@contoh\.id/ }).click();
  await page.getByRole('heading', { name: 'Sesi yang terbuka' }).waitFor();
  await page.getByText('sesi ini').waitFor();
  await sound(page, 'account');
  await page.getByLabel('Kode sekarang').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Buat kode pemulihan baru' }).click();
  await page.getByRole('heading', { name: 'Simpan kode pemulihan' }).waitFor();
  await page.getByRole('button', { name: 'Sudah saya simpan' }).click();
});

it('somebody ends a session elsewhere and changes the password, also on a phone in the dark', async () => {
  const console = await startConsole({ webDir: inject('webDir') });
  const elsewhere = await openLogIn(console.url);
  await logIn(elsewhere, rini.email);
  await elsewhere.getByRole('navigation', { name: 'Bagian konsol' }).waitFor();
  const phone = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' } as const;
  const page = await openLogIn(`${console.url}/console#/akun`, phone);
  await logIn(page, rini.email);
  await page.getByText('sesi ini').waitFor();
  await sound(page, 'account-phone-dark');
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: /Akhiri sesi di/ }).click();
  await page.getByText('Sesi itu sudah berakhir.').waitFor();
  await elsewhere.reload();
  await elsewhere.getByRole('heading', { name: 'Masuk ke konsol' }).waitFor();

  await page.getByLabel('Kata sandi sekarang').fill(rini.password);
  await page.getByLabel('Kata sandi baru', { exact: true }).fill('apel jeruk mangga');
  await page.getByLabel('Kata sandi baru, sekali lagi').fill('apel jeruk manggis');
  await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
  await page.getByText('Kedua kata sandi baru belum sama.').waitFor();
  await page.getByLabel('Kata sandi baru, sekali lagi').fill('apel jeruk mangga');
  await page.getByRole('button', { name: 'Ganti kata sandi' }).click();
  await page.getByText('Kata sandi sudah diganti.').waitFor();
  await page.getByRole('button', { name: 'Daftarkan aplikasi autentikator' }).click();
  await page.getByRole('img', { name: /Kode QR/ }).waitFor();
  await sound(page, 'enrolment-phone-dark');
  expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
});

/** What a camera reads: four pixels a module. */
async function readQr(page: Page): Promise<string> {
  const [box, dark] = await page
    .locator('.qr')
    .evaluate(svg => [svg.getAttribute('viewBox'), svg.querySelectorAll('path')[1]?.getAttribute('d')]);
  const modules = Number(box?.split(' ')[2]);
  const size = modules * 4;
  const data = new Uint8Array(size * size).fill(255);
  for (const [, x, y] of (dark ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = 0; row < 4; row += 1) {
      const start = (Number(y) * 4 + row) * size + Number(x) * 4;
      data.fill(0, start, start + 4);
    }
  }
  const pixels = Uint8Array.from([...data].flatMap(value => [value, value, value]));
  return decodeQr({ width: size, height: size, data: pixels });
}

async function openLogIn(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await openContext({ timezoneId: 'Asia/Jakarta', ...options })).newPage();
  await page.goto(url.includes('/console') ? url : `${url}/console`);
  return page;
}

async function logIn(page: Page, email: string = joko.email): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

async function sound(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  expect(await violations(page), name).toEqual([]);
}
