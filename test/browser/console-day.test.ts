import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { soundContent } from '../../src/checked-content.ts';
import { openConsoleUsers } from '../../src/console/user-file.ts';
import { type Clock, systemClock } from '../../src/time-and-chance.ts';
import { codeOf, joko } from '../console/authenticator.ts';
import { openAssistant } from '../support/assistant.ts';
import { smallContent, unknownTexts } from '../support/small-content.ts';
import { Visitor } from '../support/visitor.ts';
import { openContext } from './browser.ts';
import { findWidget } from './widget-page.ts';

const day = 24 * 60 * 60_000;
const patience = { timeout: 20_000 };

it('a day of the support team: find, take over, answer, give back, teach, train, activate', async () => {
  const { url, time } = await openAssistantOfYesterday();
  const visitor = await beginReset(url);
  time.late = 0;
  await visitor.page.reload();
  await visitor.log.getByText('Jadi Kakak lupa kata sandi JMO ya.').waitFor(patience);
  for (const text of unknownTexts) await (await Visitor.open(url)).say(text);
  const before = await (await Visitor.open(url)).say(unknownTexts[1]);

  const page = await logInWithCode(`${url}/console`, time);
  await findYesterdaysResets(page);
  await picture(page, 'find');
  await page.locator('tbody a').first().click();
  await page.getByRole('button', { name: 'Ambil alih' }).click();
  await page.getByText('Chat ini dipegang oleh saya. Bot diam.').waitFor();
  await visitor.log.getByText('Kakak sekarang terhubung dengan petugas (Joko).').waitFor(patience);

  const field = page.getByRole('textbox', { name: 'Balasan' });
  await visitor.input.pressSequentially('kak');
  await page.getByText('Pengguna sedang mengetik…').waitFor(patience);
  await visitor.input.fill('');
  await field.pressSequentially('Halo');
  await visitor.log.getByText('Sedang mengetik').waitFor(patience);
  await field.fill('Halo Kak, kemarin resetnya belum selesai ya. Mau saya bantu sekarang?');
  await picture(page, 'answer');
  await field.press('Control+Enter');
  await visitor.log.getByText('kemarin resetnya belum selesai ya').waitFor(patience);
  await picture(visitor.page, 'arrives');
  await visitor.say('tidak ingat sandi jmo');
  await page.locator('.message.user', { hasText: 'tidak ingat sandi jmo' }).waitFor(patience);
  await page.getByRole('button', { name: 'Kembalikan ke bot' }).click();
  await visitor.log.getByText('Petugas (Joko) sudah selesai').waitFor(patience);

  await label(page);
  await train(page);
  const after = await (await Visitor.open(url)).say(unknownTexts[1]);
  expect(after).not.toEqual(before);
  expect(after.join(' ')).toContain('lupa kata sandi');
});

/** A visitor who begins to reset a password and stops where NIK and KPJ are to be given. */
async function beginReset(url: string) {
  const page = await (await openContext({ viewport: { width: 900, height: 680 } })).newPage();
  await page.goto(url);
  const widget = findWidget(page);
  await widget.launcher.click();
  await widget.log.getByText('Halo, Kak.').waitFor(patience);
  await widget.say('saya lupa kata sandi');
  await widget.log.getByText('Jadi Kakak lupa kata sandi JMO ya.').waitFor(patience);
  return widget;
}

async function logInWithCode(address: string, time: ShiftedClock): Promise<Page> {
  const page = await (await openContext({ viewport: { width: 1120, height: 700 } })).newPage();
  await page.goto(address);
  await logIn(page);
  await page.getByRole('heading', { name: 'Satu langkah lagi sebelum mulai' }).waitFor();
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Kode dari aplikasi').fill(codeOf(secret, time));
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByRole('button', { name: 'Sudah saya simpan' }).click();
  await page.getByRole('button', { name: 'Keluar' }).click();
  // A code is good for one log-in.
  time.late -= 30_000;
  await logIn(page);
  await page.getByLabel('Kode', { exact: true }).waitFor();
  await picture(page, 'log-in');
  await page.getByLabel('Kode', { exact: true }).fill(codeOf(secret, time));
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('navigation', { name: 'Bagian konsol' }).waitFor();
  return page;
}

async function logIn(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(joko.email);
  await page.getByLabel('Kata sandi').fill(joko.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** Resets that began yesterday and never came to an end. */
async function findYesterdaysResets(page: Page): Promise<void> {
  const yesterday = new Date(Date.now() - day).toISOString().slice(0, 'yyyy-mm-dd'.length);
  await page.getByRole('button', { name: 'Penyaring lain' }).click();
  await page.getByRole('combobox', { name: 'Hasil' }).selectOption('Berjalan');
  await page.getByRole('combobox', { name: 'Maksud' }).selectOption('Lupa kata sandi');
  await page.getByLabel('Dimulai sampai tanggal').fill(yesterday);
  await page.getByText('1 ditampilkan', { exact: true }).waitFor(patience);
}

/** The unknown messages, with two keys. */
async function label(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ajari bot' }).click();
  await page.locator('.group.opened').waitFor();
  expect(await page.locator('.doubt-text').allInnerTexts()).toHaveLength(3);
  const choice = page.locator('.choice-button', { hasText: 'Lupa kata sandi' });
  await choice.waitFor();
  await page.keyboard.press((await choice.getAttribute('aria-keyshortcuts')) ?? '');
  await page.getByText(/Enter menyimpan \d+ kalimat: Lupa kata sandi/).waitFor({ timeout: 5_000 });
  await picture(page, 'label');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Semua sudah diputuskan' }).waitFor();
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Latih ulang' }).click();
  await page.locator('.version-passed').waitFor({ timeout: 240_000 });
  await page.getByText('Laporan versi 1').click();
  await picture(page, 'report');
  await page.getByRole('button', { name: 'Aktifkan' }).click();
  await page.getByText('Versi 1 sekarang menjawab.').waitFor();
}

/** The clock of the system, some time behind it. */
interface ShiftedClock extends Clock {
  late: number;
}

/** On a handful of intents, so that a training takes a moment; its clock stands at yesterday. */
async function openAssistantOfYesterday() {
  const { content, base } = smallContent();
  const time: ShiftedClock = { ...systemClock, late: day, now: () => systemClock.now() - time.late };
  const assistant = await openAssistant({
    clock: time,
    content: { ...(await soundContent('.')), understanding: content },
    understanding: base,
  });
  onTestFinished(assistant.close);
  await openConsoleUsers({ dataDir: assistant.dataDir, clock: systemClock }).add({ ...joko, name: 'Joko' });
  return { url: assistant.url, time };
}

/** Set TOUR_PICTURES to docs/images to make the pictures of docs/console-tour.md again. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TOUR_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `console-tour-${name}.png`) });
}
