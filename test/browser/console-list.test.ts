import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { openStore, rini, startConsole, type TestConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { violations } from './axe.ts';
import { openContext } from './browser.ts';

const intents = [{ name: 'forgot_password', title: 'Lupa kata sandi' }];
const causes = new Map([['locked', 'Akun terkunci']]);
const asked = (text: string, confidence: number, kind: 'understood' | 'unknown') =>
  ({ from: 'user', text, insight: { intent: 'forgot_password', confidence, kind } }) as const;

let console: TestConsole;
let page: Page;

beforeEach(async () => {
  const { store } = await openStore();
  console = await startConsole({ webDir: inject('webDir'), intents, causes, store });
  await take(store, conversationId('a'), {
    at: '2026-03-10T02:00:00.000Z',
    says: [asked('lupa sandi', 0.9, 'understood')],
  });
  await take(store, conversationId('b'), {
    at: '2026-03-11T02:00:00.000Z',
    conversation: { holder: 'person', agent: { id: 'u1', name: 'Rini' }, outcome: 'handedOver' },
    says: [asked('zxcv', 0.1, 'unknown')],
  });
  const context = await openContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Asia/Jakarta' });
  page = await context.newPage();
});

describe('the list of conversations', () => {
  it('keeps its filters in the address, through a log-in, a reload and an opened chat', async () => {
    await open('#/percakapan?holder=person&below=50');
    await shows(['zxcv']);
    await page.getByText('Penyaring lain (1)').waitFor();
    await page.reload();
    await shows(['zxcv']);
    await page.getByRole('link', { name: /Buka percakapan/ }).click();
    await page.locator('.timeline').waitFor();
    expect(hash()).toBe(`#/percakapan/${conversationId('b')}?holder=person&below=50`);
    await page.getByRole('link', { name: 'Daftar' }).click();
    await page.locator('.conversation-pane').waitFor({ state: 'detached' });
    expect(hash()).toBe('#/percakapan?holder=person&below=50');
    await page.getByRole('button', { name: 'Hapus penyaring' }).click();
    await shows(['zxcv', 'lupa sandi']);
    expect(hash()).toBe('#/');
  });

  it('is narrowed down by each of its filters', async () => {
    await open();
    await shows(['zxcv', 'lupa sandi']);
    await page.getByRole('button', { name: 'Penyaring lain' }).click();
    for (const [label, choice, query, found] of [
      ['Pemegang', 'Petugas', 'holder=person', ['zxcv']],
      ['Hasil', 'Berjalan', 'outcome=open', ['lupa sandi']],
      ['Kanal', 'Telegram', 'channel=telegram', []],
      ['Maksud', 'Lupa kata sandi', 'intent=forgot_password', ['lupa sandi']],
      ['Sebab', 'Akun terkunci', 'cause=locked', []],
      ['Tidak dipahami', 'Ada', 'fallback=yes', ['zxcv']],
      ['Keyakinan', 'Pernah di bawah 50%', 'below=50', ['zxcv']],
      ['Nilai pengguna', '4 atau 5', 'rated=good', []],
      ['Petugas', 'Rini', 'agent=u1', ['zxcv']],
    ] as const) {
      await page.getByRole('combobox', { name: label, exact: true }).selectOption(choice);
      await shows(found);
      expect(hash()).toBe(`#/percakapan?${query}`);
      await page.getByRole('button', { name: 'Hapus penyaring' }).click();
      await shows(['zxcv', 'lupa sandi']);
    }
  });

  it('is narrowed down by days where the reader is', async () => {
    await open('#/percakapan?since=2026-03-11');
    await shows(['zxcv']);
    // 00.30 in Jakarta, the day before in UTC.
    await take(console.store, conversationId('c'), { at: '2026-03-10T17:30:00.000Z', says: ['malam'] });
    await page.getByRole('button', { name: 'Segarkan' }).click();
    await shows(['zxcv', 'malam']);
    await page.getByLabel('Dimulai sampai tanggal').fill('2026-03-10');
    await shows([]);
  });

  it('shows by itself what happens, and what is unread until it is opened', async () => {
    await open();
    await shows(['zxcv', 'lupa sandi']);
    expect(await page.getByRole('img', { name: 'Belum dibaca' }).count()).toBe(0);
    const soon = new Date(Date.now() + 60_000).toISOString();
    await take(console.store, conversationId('a'), { at: soon, says: ['sudah dicoba'] });
    await page.getByRole('row', { name: /sudah dicoba/ }).waitFor();
    await shows(['sudah dicoba', 'zxcv']);
    await page.getByRole('img', { name: 'Belum dibaca' }).waitFor();
    await page
      .getByRole('row', { name: /sudah dicoba/ })
      .getByRole('link')
      .click();
    await page.getByRole('img', { name: 'Belum dibaca' }).waitFor({ state: 'detached' });
    // The same person at another desk.
    page = await (await openContext()).newPage();
    await open();
    await shows(['sudah dicoba', 'zxcv']);
    expect(await page.getByRole('img', { name: 'Belum dibaca' }).count()).toBe(0);
  });

  it('works without a mouse', async () => {
    await open();
    await shows(['zxcv', 'lupa sandi']);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('.timeline').getByText('lupa sandi').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.conversation-pane').waitFor({ state: 'detached' });
    expect(await focused()).toBe(conversationId('a'));
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(conversationId('b'));
    await page.keyboard.press('/');
    await page.keyboard.type('jk?/');
    expect(await page.getByRole('searchbox').inputValue()).toBe('jk?/');
    await page.getByText('Tidak ada yang cocok').waitFor();
  });

  it('tells what the keys do', async () => {
    await open();
    await shows(['zxcv', 'lupa sandi']);
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Pintasan papan tombol' });
    await sheet.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  it('finds words and marks where they stand, also in other forms', async () => {
    await take(console.store, conversationId('c'), {
      at: '2026-03-12T02:00:00.000Z',
      says: [
        asked('kodenya blm terkirim', 0.9, 'understood'),
        { from: 'bot', text: 'Sudah dikirimkan, Kak.' },
      ],
    });
    await open();
    await page.getByRole('searchbox').fill('kirim');
    await shows(['Bot: Sudah dikirimkan, Kak.']);
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['kirim']);
    await page.getByRole('searchbox').fill('kodenya terkirim');
    await shows(['Bot: Sudah dikirimkan, Kak.']);
    await expect.poll(() => page.locator('mark').allTextContents()).toEqual(['dikirimkan']);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('searchbox').fill('<img src=x>');
    await page.getByText('Tidak ada yang cocok').waitFor();
    expect(hash()).toBe('#/percakapan?q=%3Cimg+src%3Dx%3E');
  });

  it('says so while older chats are not in the index yet', async () => {
    await page.route('**/conversations?q=*', async route => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), indexing: { indexed: 10, of: 200 } } });
    });
    await open('#/percakapan?q=sandi');
    await page.getByText('Masih menyusun indeks pencarian (10 dari 200 percakapan)').waitFor();
    expect(await violations(page)).toEqual([]);
    // The next look finds it complete.
    await page.getByText('Masih menyusun indeks').waitFor({ state: 'detached' });
  });

  it('says what it cannot make of an address, and nothing else happens', async () => {
    await open(`#/percakapan?holder=semua&q=${'%27%20OR%201=1--'}`);
    await page.getByText('Penyaring itu tidak dikenali').waitFor();
    expect(await page.getByLabel('Pemegang').textContent()).toContain('semua (tidak dikenal)');
    await page.getByRole('button', { name: 'Hapus penyaring' }).click();
    await shows(['zxcv', 'lupa sandi']);
  });

  it.each([
    ['wide', 1280, 'light'],
    ['narrow', 360, 'light'],
    ['dark', 1280, 'dark'],
  ] as const)('has no complaint of axe with all filters unfolded, %s', async (_, width, colorScheme) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await open('#/percakapan?rated=none');
    await shows(['zxcv', 'lupa sandi']);
    await picture(page, `list-${width}-${colorScheme}-folded`);
    if (width === 360) await page.getByRole('button', { name: 'Penyaring lain' }).click();
    expect(await page.getByLabel('Keyakinan').isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(width);
    await picture(page, `list-${width}-${colorScheme}`);
  });
});

/** Kept only when somebody wants to look. */
async function picture(page: Page, name: string): Promise<void> {
  const { SCREENSHOTS } = process.env;
  if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}

async function open(hash = ''): Promise<void> {
  await page.goto(`${console.url}/console${hash}`);
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(rini.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

/** The last messages, from the newest on. */
async function shows(texts: readonly string[]): Promise<void> {
  await page.getByText(`${texts.length} ditampilkan`, { exact: true }).waitFor();
  await expect.poll(() => page.locator('.conversations td.last').allInnerTexts()).toEqual(texts);
}

function hash(): string {
  return new URL(page.url()).hash;
}

function focused(): Promise<string | null> {
  return page.locator(':focus').getAttribute('data-conversation');
}
