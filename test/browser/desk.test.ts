import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { readCannedReplies } from '../../src/content/canned-replies.ts';
import type { OfficeHours } from '../../src/content/office-hours.ts';
import { noNotes } from '../../src/conversations/case-notes.ts';
import { TicketId } from '../../src/ids.ts';
import { openStore, rini, startConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { markupAttacks } from '../support/markup-attacks.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

const chat = conversationId('menunggu');
const ticket = TicketId.parse('JMO-7F3K-29QD');

describe('the queue and the desk', () => {
  it('shows who waits, lets one take a chat, choose a prepared answer and give it back', async () => {
    const { page, store } = await openDesk();
    await page.getByText('menunggu 12 menit').waitFor();
    expect(await page.title()).toBe('(2) Konsol Bantuan JMO');
    await page.getByText('Jam petugas: buka sampai 17.00 WIB').waitFor();
    await page.getByText('Ringkasan kasus').first().click();
    await page.getByText('JMO-7F3K-29QD').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await picture(page, 'queue');
    await page.getByRole('link', { name: /kodenya belum masuk/ }).click();
    await page.getByRole('button', { name: 'Ambil alih' }).click();
    await page.getByText('Chat ini dipegang oleh saya. Bot diam.').waitFor();
    await page.getByText('Jawaban siap pakai').click();
    await page.getByRole('searchbox', { name: 'Cari jawaban' }).fill('langkah kode');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: /Langkah: kode belum masuk/ }).click();
    const field = page.getByRole('textbox', { name: 'Balasan' });
    await field.press('End');
    await field.press('Control+Enter');
    await page.locator('.message.agent', { hasText: 'Kita cek dulu kenapa kodenya' }).waitFor();
    expect(await field.inputValue()).toBe('');
    await picture(page, 'desk');
    await take(store, chat, { says: ['sudah masuk kak'] });
    await page.locator('.message.user', { hasText: 'sudah masuk kak' }).waitFor();
    await page.getByRole('button', { name: 'Kembalikan ke bot' }).click();
    await page.getByText('Bot yang menjawab.').waitFor();
    await expect.poll(() => page.title()).toBe('(1) Konsol Bantuan JMO');
    expect(await violations(page)).toEqual([]);
  });

  it('tells the second of two who took it, who else is there, and when a colleague writes', async () => {
    const { page, colleague } = await openDesk(`#/percakapan/${chat}`);
    const other = await colleague();
    await page.getByText('Dewi juga membuka percakapan ini.').waitFor();
    await page.getByRole('button', { name: 'Ambil alih' }).waitFor();
    await page.route('**/watch', route => route.abort());
    await other.getByRole('button', { name: 'Ambil alih' }).click();
    await other.getByText('dipegang oleh saya').waitFor();
    await page.getByRole('button', { name: 'Ambil alih' }).click();
    await page.getByText(/sudah diambil Dewi/).waitFor();
    await page.unroute('**/watch');
    await other.getByRole('textbox', { name: 'Balasan' }).pressSequentially('Halo');
    await page.getByText('Dewi sedang mengetik…').waitFor();
    await page.getByText('Chat ini dipegang Dewi.').waitFor();
    await other.getByLabel('Serahkan kepada').selectOption('Rini');
    await other.getByRole('button', { name: 'Serahkan' }).click();
    await page.getByText('dipegang oleh saya').waitFor();
    await other.getByText('Chat ini dipegang Rini.').waitFor();
  });

  it('keeps what was being written when the session ends', async () => {
    const { page } = await openDesk(`#/percakapan/${chat}`);
    await page.getByRole('button', { name: 'Ambil alih' }).click();
    await page.getByRole('textbox', { name: 'Balasan' }).fill('Masih saya cek');
    await page.context().clearCookies();
    await page.getByText('Sesi berakhir').waitFor();
    await logIn(page);
    await page.getByRole('textbox', { name: 'Balasan' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Balasan' }).inputValue()).toBe('Masih saya cek');
  });

  it('sends a reply once after the log-in when the session ended under it, and not for anybody else', async () => {
    const { page, store } = await openDesk(`#/percakapan/${chat}`);
    await page.getByRole('button', { name: 'Ambil alih' }).click();
    const field = page.getByRole('textbox', { name: 'Balasan' });
    await field.fill('Masih saya cek ya, Kak.');
    for (const asks of ['**/watch', '**/queue']) await page.route(asks, route => route.abort());
    await page.context().clearCookies();
    await field.press('Control+Enter');
    await page.getByText('Sesi berakhir').waitFor();
    for (const asks of ['**/watch', '**/queue']) await page.unroute(asks);
    await logIn(page, people.Dewi);
    await page.getByText('Chat ini dipegang Rini.').waitFor();
    await page.getByRole('button', { name: 'Keluar' }).click();
    await logIn(page);
    await page.locator('.message.agent', { hasText: 'Masih saya cek ya, Kak.' }).waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Balasan' }).inputValue()).toBe('');
    expect((await store.messages(chat)).filter(({ from }) => from === 'agent')).toHaveLength(1);
  });

  it('stops a reply with a code, keeps what was written, and says that a chat was erased', async () => {
    const { page, store } = await openDesk(`#/percakapan/${chat}`);
    await page.getByRole('button', { name: 'Ambil alih' }).click();
    const field = page.getByRole('textbox', { name: 'Balasan' });
    await field.fill('NIK 3299011503900001 dan kode otp 482913');
    await page.getByRole('button', { name: 'Kirim' }).click();
    await page.getByText('Belum dikirim: di dalamnya terbaca NIK, kode.').waitFor();
    expect(await field.inputValue()).toContain('3299011503900001');
    expect(await violations(page)).toEqual([]);
    const user = (await store.load(chat))?.user;
    if (user) await store.eraseUser(user);
    await page.getByText('sudah dihapus atas permintaan pengguna').waitFor();
  });

  it('shows long notes and tags as text, executes nothing in them, and fits on a phone in the dark', async () => {
    const { page } = await openDesk(`#/percakapan/${chat}`, {
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
    const happened: string[] = [];
    page.on('dialog', dialog => {
      happened.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByText(/Catatan tim/).click();
    const note = page.getByRole('textbox', { name: 'Catatan baru' });
    const long = `panjang ${'sekali '.repeat(150)}`.trim();
    const attacks = markupAttacks.filter(text => !/[A-Z]/.test(text)).slice(0, 6);
    for (const text of [long, ...attacks]) {
      await note.fill(text);
      await page.getByRole('button', { name: 'Simpan catatan' }).click();
      await expect.poll(() => note.inputValue()).toBe('');
    }
    const kept = await page.locator('.note-text').evaluateAll(all => all.map(one => one.textContent));
    expect(kept).toEqual([long, ...attacks.map(text => text.trim())]);
    const tag = page.getByRole('textbox', { name: 'Tanda baru' });
    await tag.fill('<b>x</b>');
    await tag.press('Enter');
    await page.getByText('Isinya belum bisa dipakai').waitFor();
    await tag.fill('menunggu hrd');
    await tag.press('Enter');
    await page.getByRole('button', { name: 'Hapus tanda menunggu hrd' }).waitFor();
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
    expect(await violations(page)).toEqual([]);
    await page.locator('.desk').scrollIntoViewIfNeeded();
    await picture(page, 'desk-phone-dark');
    expect(happened).toEqual([]);
  });
});

const officeHours: OfficeHours = {
  zone: 'Asia/Jakarta',
  hours: [{ days: ['kamis'], opens: '08.00', closes: '17.00' }],
  holidays: [],
};

const people = { Rini: 'rini.agen@contoh.id', Dewi: 'dewi@contoh.id' };

/** Two who wait for a person since some minutes; Rini, an agent, is logged in. */
async function openDesk(hash = '#/antrean', options: BrowserContextOptions = {}) {
  const { store } = await openStore();
  const clock = new FakeClock();
  const { replies } = readCannedReplies('.', { callCentre: 'call center 175', bring: 'KTP' });
  const desk = { clock, officeHours, cannedReplies: replies };
  const console = await startConsole({ webDir: inject('webDir'), clock, store, desk });
  for (const [name, email] of Object.entries(people))
    await console.users.add({ email, name, role: 'agent', password: rini.password });
  for (const [id, text, personWantedAt] of [
    [chat, 'kodenya belum masuk juga', '2026-03-12T02:00:00.000Z'],
    [conversationId('yang lain'), 'tolong email saya mati', '2026-03-12T02:10:00.000Z'],
  ] as const)
    await take(store, id, {
      conversation: {
        holder: 'waiting',
        outcome: 'handedOver',
        notes: { ...noNotes, ticket, personWantedAt },
      },
      says: [text],
    });
  await clock.advance(12 * 60_000);
  const url = `${console.url}/console${hash}`;
  const open = async (name: keyof typeof people) => {
    const context = await openContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    await page.goto(url);
    await logIn(page, people[name]);
    return page;
  };
  return { store, page: await open('Rini'), colleague: () => open('Dewi') };
}

async function logIn(page: Page, email = people.Rini): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}
