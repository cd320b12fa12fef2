import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { noNotes } from '../../src/conversations/case-notes.ts';
import { openStore, rini, startConsole } from '../console/console-server.ts';
import { conversationId, take } from '../conversations-store/turns.ts';
import { openContext, openPage } from './browser.ts';

const chat = conversationId('percakapan');
const intents = [{ name: 'data_mismatch', title: 'Data atau sandi ditolak' }];

const causes = new Map([['locked', 'Akun terkunci']]);

describe('the console', () => {
  it('lets somebody log in, find a chat in the list and read it', async () => {
    const { page } = await openConsole();
    await logIn(page);
    const row = page.getByRole('row', { name: /katanya data tidak sesuai/ });
    await row.waitFor();
    expect(await row.getByRole('cell').allInnerTexts()).toEqual([
      '12 Mar, 09.00',
      'Situs web',
      'Menunggu petugas',
      'Dialihkan',
      'Akun terkunci',
      'Data atau sandi ditolak',
      'katanya data tidak sesuai',
    ]);
    await row.getByRole('link').click();
    const timeline = page.locator('.timeline');
    await timeline.getByText('katanya data tidak sesuai').waitFor();
    const lines = (await timeline.locator('> li').allInnerTexts()).map(text => text.split(/\s*\n\s*/));
    expect(lines).toEqual([
      ['Kamis, 12 Maret 2026'],
      [
        'Pengguna',
        '09.00',
        'diagnosis.askScreen',
        'katanya data tidak sesuai',
        'Data atau sandi ditolak',
        '93%',
        'dipahami',
      ],
      ['Bot', '09.00', 'Saya sambungkan ke petugas.'],
    ]);
    expect(new URL(page.url()).hash).toBe(`#/percakapan/${chat}`);
  });

  it('opens in a browser whose language no format knows', async () => {
    const { page } = await openConsole('', undefined, 'en-US@posix');
    await logIn(page);
    await page.getByRole('row', { name: /katanya data tidak sesuai/ }).waitFor();
  });

  it('keeps a deep link through the log-in, and after the session has ended', async () => {
    const { page, clock } = await openConsole(`#/percakapan/${chat}`);
    await logIn(page);
    const text = page.locator('.timeline').getByText('katanya data tidak sesuai');
    await text.waitFor();
    await clock.advance(31 * 60_000);
    // The page finds out by itself.
    await page.getByText('Sesi berakhir').waitFor();
    await logIn(page);
    await text.waitFor();
  });

  it('says what is wrong with a log-in, and logs out', async () => {
    const { page } = await openConsole();
    await logIn(page, 'kuda poni kuning');
    await page.getByText('Email atau kata sandi belum cocok.').waitFor();
    await logIn(page);
    await page.getByRole('button', { name: 'Keluar' }).click();
    await page.getByRole('heading', { name: 'Masuk ke konsol' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Masuk ke konsol' }).waitFor();
  });

  it('filters, says so when nothing matches, and loads the next page', async () => {
    const { page, store } = await openConsole();
    for (let n = 0; n < 60; n += 1) await take(store, conversationId(`telegram ${n}`), telegram);
    await logIn(page);
    await page.getByText('50+ ditampilkan').waitFor();
    await page.getByRole('button', { name: 'Muat lagi' }).click();
    await page.getByText('61 ditampilkan').waitFor();
    await page.getByLabel('Kanal').selectOption('Situs web');
    await page.getByText('1 ditampilkan', { exact: true }).waitFor();
    await page.getByLabel('Hasil').selectOption('Dibatalkan');
    await page.getByText('Tidak ada yang cocok').waitFor();
    await page.getByRole('button', { name: 'Hapus penyaring' }).click();
    await page.getByText('50+ ditampilkan').waitFor();
  });

  it('says what will appear while nobody has written yet', async () => {
    const { url } = await startConsole({ webDir: inject('webDir') });
    const page = await openPage(`${url}/console`);
    await logIn(page);
    await page.getByText('Begitu ada yang menulis di chat bantuan').waitFor();
  });

  it('shows one pane at a time on a phone and never scrolls sideways', async () => {
    const { page } = await openConsole('', { width: 360, height: 740 });
    await logIn(page);
    await page.getByRole('link', { name: /Buka percakapan/ }).click();
    await page.locator('.timeline').waitFor();
    expect(await page.locator('.list-pane').isVisible()).toBe(false);
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
    await page.getByRole('link', { name: 'Daftar' }).click();
    await page.getByRole('table').waitFor();
    expect(await page.locator('html').evaluate(html => html.scrollWidth)).toBe(360);
  });
});

describe('what visitors wrote', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '"><iframe srcdoc="<script>parent.alert(1)</script>">',
    '<a href="javascript:alert(1)" autofocus onfocus=alert(1)>klik</a>',
    '<details open ontoggle=alert(1)>',
    '<style>@import "https://jahat.example/x.css"</style>',
    '<base href="https://jahat.example/">',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "';alert(1)//",
    '{{constructor.constructor("alert(1)")()}}',
    '</title></textarea></noscript><body onload=alert(1)>',
    '&lt;img src=x onerror=alert(1)&gt;',
  ];

  it('is shown as text in every field and executes nothing', async () => {
    const { page, store } = await openConsole();
    for (const [n, text] of attacks.entries()) {
      await take(store, conversationId(`serangan ${n}`), {
        at: '2026-03-13T02:00:00.000Z',
        says: [
          {
            from: 'user',
            text,
            dialog: text,
            step: text,
            insight: { intent: text, confidence: 0.5, kind: 'unsure' },
          },
          { from: 'bot', text, choices: [{ title: text, value: text }], link: { title: text, url: text } },
        ],
      });
    }
    const happened: string[] = [];
    page.on('dialog', dialog => {
      happened.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', request => {
      if (new URL(request.url()).origin !== new URL(page.url()).origin) happened.push(request.url());
    });
    page.on('console', message => {
      if (/Content Security Policy|TrustedHTML/.test(message.text())) happened.push(message.text());
    });
    page.on('pageerror', error => happened.push(error.message));
    await logIn(page);
    await page.getByText(`${attacks.length + 1} ditampilkan`).waitFor();
    for (const [n, text] of attacks.entries()) {
      await page.locator(`[data-conversation="${conversationId(`serangan ${n}`)}"]`).click();
      await page.locator('.user .bubble', { hasText: text }).waitFor();
      const bubbles = await page.locator('.bubble').evaluateAll(all => all.map(one => one.textContent));
      expect(bubbles).toEqual([text, text]);
    }
    const foreign =
      '#console :is(script, img, svg, iframe, style, base, meta, math, details[ontoggle], [onerror], [srcdoc])';
    expect(await page.locator(foreign).count()).toBe(0);
    expect(happened).toEqual([]);
  });
});

const telegram = {
  at: '2026-03-10T02:00:00.000Z',
  conversation: { channel: 'telegram' },
} as const;

/** The console with one chat in it, not logged in. */
/** @param language what the browser calls its own */
async function openConsole(hash = '', viewport = { width: 1280, height: 800 }, language = 'id-ID') {
  const { store } = await openStore();
  const console = await startConsole({ webDir: inject('webDir'), intents, causes, store });
  await take(console.store, chat, {
    conversation: {
      holder: 'waiting',
      outcome: 'handedOver',
      notes: { ...noNotes, causes: ['locked'] },
    },
    says: [
      {
        from: 'user',
        text: 'katanya data tidak sesuai',
        dialog: 'diagnosis',
        step: 'askScreen',
        insight: { intent: 'data_mismatch', confidence: 0.934, kind: 'understood' },
      },
      { from: 'bot', text: 'Saya sambungkan ke petugas.' },
    ],
  });
  const context = await openContext({ viewport, timezoneId: 'Asia/Jakarta' });
  const itself = JSON.stringify(language);
  await context.addInitScript(
    `Object.defineProperty(Navigator.prototype, 'language', { get: () => ${itself} })`,
  );
  const page = await context.newPage();
  await page.goto(`${console.url}/console${hash}`);
  return { ...console, page };
}

async function logIn(page: Page, password = rini.password): Promise<void> {
  await page.getByLabel('Email').fill(rini.email);
  await page.getByLabel('Kata sandi').fill(password);
  await page.getByRole('button', { name: 'Masuk' }).click();
}
