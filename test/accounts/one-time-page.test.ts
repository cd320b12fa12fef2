import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeRoute, VerificationPurpose } from '../../src/accounts/account-service.ts';
import { openBrowser } from './support/browser.ts';
import {
  budi,
  conversation,
  eventually,
  newestCode,
  openInstitution,
  stranger,
  type TestInstitution,
} from './support/institution.ts';

const minute = 60_000;
const newPassword = 'Kopi-Tubruk-Pagi-77';

describe("the owner's one-time page", () => {
  let institution: TestInstitution;
  beforeEach(async () => {
    institution = await openInstitution();
  });
  afterEach(() => institution.close());

  async function start(
    member: { nik: string; kpj: string } = budi,
    { by = 'sms', purpose = 'new-password' }: { by?: CodeRoute; purpose?: VerificationPurpose } = {},
  ) {
    const started = await institution
      .client()
      .startVerification({ ...member, by, purpose, conversation }, institution.newKey());
    if (started.kind !== 'started') throw new Error(started.kind);
    return started;
  }

  /** Starts, waits for the code and types it; gives back the browser that proved control. */
  async function prove(member = budi, options: { by?: CodeRoute; purpose?: VerificationPurpose } = {}) {
    const { page, verification } = await start(member, options);
    const code = await newestCode(institution);
    const browser = openBrowser();
    const shown = await browser.submit(page, { code });
    return { page, verification, code, browser, shown };
  }

  const wrongCode = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('says who asked, for what, that it is a demo, and warns those who were sent the link', async () => {
    const { page } = await start();
    const { html, status } = await openBrowser().visit(page);
    expect(status).toBe(200);
    expect(html).toContain('<html lang="id">');
    expect(html).toContain('Mode demo, bukan layanan resmi BPJS Ketenagakerjaan; pakai data contoh');
    expect(html).toContain(
      'Permintaan ini datang dari chat bantuan login JMO, untuk membuat kata sandi baru',
    );
    expect(html).toContain(
      'Kalau ada orang lain yang mengirim tautan ini atau meminta kode, tutup halaman ini dan telepon 175',
    );
    expect(html).toMatch(/<input[^>]*inputmode="numeric"[^>]*autocomplete="one-time-code"/);
  });

  it('needs no script and allows none, is never framed, cached or told of elsewhere', async () => {
    const { page } = await start();
    const { html, response } = await openBrowser().visit(page);
    expect(html).not.toMatch(/<script|style=|<style| on\w+=/i);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const style = await fetch(new URL('/assets/page.css', page));
    expect(style.headers.get('content-type')).toContain('text/css');
  });

  it('cannot be guessed: the address carries 128 bits beyond the id', async () => {
    const { page, verification } = await start();
    const token = new URL(page).pathname.slice('/v/'.length);
    expect(token).toMatch(new RegExp(`^${verification}\\.[\\w-]{22}$`));
    for (const other of [
      verification,
      `${verification}.`,
      `${verification}.${'A'.repeat(22)}`,
      '__proto__',
    ]) {
      const shown = await openBrowser().visit(new URL(`/v/${other}`, page).href);
      expect([shown.status, shown.title]).toEqual([404, 'Halaman tidak ditemukan']);
    }
  });

  it('leads from the right code over a new password, typed twice, to the end; then the new password works, the old one does not', async () => {
    const { page, browser, shown } = await prove();
    expect(shown.title).toBe('Buat kata sandi baru');
    expect(shown.html.match(/autocomplete="new-password"/g)).toHaveLength(2);
    const done = await browser.submit(page, { password: newPassword, again: newPassword });
    expect([done.status, done.title]).toEqual([200, 'Kata sandi sudah diganti. Kembali ke chat']);
    expect(done.response.headers.getSetCookie()).toEqual([]);
    expect(await logIn('budi@contoh.test', newPassword)).toBe(true);
    expect(await logIn('budi@contoh.test', 'Contoh-budi-2026')).toBe(false);
  });

  it('tells both old contacts that the password was changed', async () => {
    const { page, browser } = await prove();
    await browser.submit(page, { password: newPassword, again: newPassword });
    const notices = (await institution.inbox()).filter(({ code }) => code === null);
    expect(notices.map(({ via, to }) => [via, to]).sort()).toEqual([
      ['email', 'budi@contoh.test'],
      ['sms', '081100000001'],
    ]);
  });

  it('opens once and changes the password once, however often the page is opened and the form is sent at the same moment', async () => {
    const { page } = await start();
    const code = await newestCode(institution);
    await Promise.all(Array.from({ length: 8 }, () => openBrowser().visit(page)));
    const browser = openBrowser();
    await browser.submit(page, { code });
    const form = { password: newPassword, again: newPassword };
    await Promise.all(Array.from({ length: 8 }, () => browser.submit(page, form)));
    const kinds = institution.receiver.kinds;
    await expect.poll(kinds, { timeout: 10_000 }).toContain('passwordChanged');
    expect(kinds()).toEqual(['pageOpened', 'verified', 'passwordChanged']);
    const notices = (await institution.inbox()).filter(({ code }) => code === null);
    expect(notices.map(({ via }) => via).sort()).toEqual(['email', 'sms']);
  });

  it.each([
    ['a space in the middle', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    [
      'full-width digits',
      (code: string) => code.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit))),
    ],
  ])('understands a code with %s', async (_name, write) => {
    const { page } = await start(budi, { purpose: 'diagnosis' });
    const code = await newestCode(institution);
    expect((await openBrowser().submit(page, { code: write(code) })).title).toBe('Terbukti. Kembali ke chat');
  });

  it('looks the same for an unknown member at every step, down to the lock', async () => {
    const known = await start();
    const unknown = await start(stranger);
    const code = wrongCode(await newestCode(institution));
    for (let attempt = 0; attempt < 6; attempt++) {
      const [one, two] = await Promise.all([
        openBrowser().submit(known.page, { code }),
        openBrowser().submit(unknown.page, { code }),
      ]);
      expect({ status: two.status, html: two.html }).toEqual({ status: one.status, html: one.html });
    }
  });

  it('says how many tries are left and locks after five, even for the right code', async () => {
    const { page, verification } = await start();
    const code = await newestCode(institution);
    const browser = openBrowser();
    for (const left of [4, 3, 2, 1]) {
      const shown = await browser.submit(page, { code: wrongCode(code) });
      expect([shown.status, shown.html.includes(`Tinggal ${left} kali`)]).toEqual([422, true]);
    }
    const locked = await browser.submit(page, { code: wrongCode(code) });
    expect([locked.status, locked.title]).toEqual([410, 'Terlalu banyak kode yang salah']);
    expect((await browser.submit(page, { code })).title).toBe('Terlalu banyak kode yang salah');
    expect(await institution.client().progress(verification)).toEqual({ kind: 'locked' });
    expect(await logIn('budi@contoh.test', 'Contoh-budi-2026')).toBe(true);
  });

  it('allows no more than five tries however many come at the same moment', async () => {
    const { page } = await start();
    const code = wrongCode(await newestCode(institution));
    await Promise.all(Array.from({ length: 20 }, () => openBrowser().submit(page, { code })));
    await eventually(() => (institution.receiver.kinds().includes('locked') ? true : undefined));
    expect(institution.receiver.kinds().filter(kind => kind === 'wrongCode')).toHaveLength(4);
  });

  it('does not count something that cannot be a code as a try', async () => {
    const { page } = await start();
    const browser = openBrowser();
    for (const code of ['', '12345', '1234567', 'abcdef', '<script>']) {
      const shown = await browser.submit(page, { code });
      expect(shown.html).toContain('Kodenya harus 6 angka');
    }
    const shown = await browser.submit(page, { code: wrongCode(await newestCode(institution)) });
    expect(shown.html).toContain('Tinggal 4 kali');
  });

  it('uses a code once: a second browser learns nothing and changes nothing', async () => {
    const { page, code } = await prove();
    const second = openBrowser();
    expect((await second.visit(page)).title).toBe('Kode sudah dipakai');
    expect((await second.submit(page, { code })).title).toBe('Kode sudah dipakai');
    const tried = await second.submit(page, { password: newPassword, again: newPassword });
    expect([tried.status, tried.title]).toEqual([410, 'Kode sudah dipakai']);
    expect(await logIn('budi@contoh.test', newPassword)).toBe(false);
  });

  it('voids the old code when another is sent', async () => {
    const { page, verification } = await start();
    const old = await newestCode(institution);
    await institution.clock.advance(minute);
    await institution.client().resendCode(verification, 'sms', institution.newKey());
    const fresh = await newestCode(institution, [old]);
    expect((await openBrowser().submit(page, { code: old })).html).toContain('Tinggal 4 kali');
    expect((await openBrowser().submit(page, { code: fresh })).title).toBe('Buat kata sandi baru');
  });

  it.each([
    ['sms', 5],
    ['email', 10],
  ] as const)('takes a code sent by %s for %i minutes', async (by, minutes) => {
    const { page } = await start(budi, { by });
    const code = await newestCode(institution);
    await institution.clock.advance(minutes * minute - 1);
    expect((await openBrowser().visit(page)).title).toBe('Masukkan kode');
    await institution.clock.advance(1);
    const shown = await openBrowser().submit(page, { code });
    expect([shown.status, shown.title]).toEqual([410, 'Waktunya sudah habis']);
  });

  it('lets nobody choose a password later than ten minutes after the proof', async () => {
    const { page, browser } = await prove();
    await institution.clock.advance(10 * minute);
    const shown = await browser.submit(page, { password: newPassword, again: newPassword });
    expect(shown.title).toBe('Waktunya sudah habis');
    expect(await logIn('budi@contoh.test', newPassword)).toBe(false);
  });

  it('is worthless once the chat cancelled it, also between code and password', async () => {
    const { page, verification, browser } = await prove();
    await institution.client().cancel(verification, institution.newKey());
    const shown = await browser.submit(page, { password: newPassword, again: newPassword });
    expect([shown.status, shown.title]).toEqual([410, 'Permintaan dibatalkan']);
    expect(await logIn('budi@contoh.test', newPassword)).toBe(false);
  });

  it('refuses a woman the day she was born, which her NIK tells otherwise', async () => {
    const { page, browser } = await prove({ nik: '3299024507880002', kpj: '99000000002' });
    for (const password of ['siti050788', 'siti05071988'])
      expect((await browser.submit(page, { password, again: password })).html).toContain('memuat NIK');
  });

  it.each([
    ['two different ones', newPassword, `${newPassword}!`, 'belum sama'],
    ['a short one', 'Pendek-12', 'Pendek-12', 'terlalu pendek'],
    ['a common one', 'password123', 'password123', 'terlalu umum'],
    [
      'a common one in disguise',
      'K@t4s4nd1-b1sm1ll4h'.replace(/.*/, 'P@ssw0rd!!!'),
      'P@ssw0rd!!!',
      'terlalu umum',
    ],
    ['a run of digits', '1234567890', '1234567890', 'terlalu umum'],
    ['one character', 'aaaaaaaaaaaa', 'aaaaaaaaaaaa', 'terlalu umum'],
    ['their NIK', `x${budi.nik}`, `x${budi.nik}`, 'memuat NIK'],
    ['their KPJ, dotted', 'kpj 9900.0000.001', 'kpj 9900.0000.001', 'memuat NIK'],
    ['their number', 'Hp081100000001', 'Hp081100000001', 'memuat NIK'],
    ['their e-mail', 'budi@contoh.test', 'budi@contoh.test', 'memuat NIK'],
    ['the day they were born', 'budi15031990', 'budi15031990', 'memuat NIK'],
    ['an endless one', 'x1!Y'.repeat(50), 'x1!Y'.repeat(50), 'terlalu panjang'],
  ])('refuses %s with a reason and does not send it back', async (_name, password, again, reason) => {
    const { page, browser } = await prove();
    const shown = await browser.submit(page, { password, again });
    expect(shown.status).toBe(422);
    expect(shown.html).toContain(reason);
    expect(shown.html).not.toContain(password);
    expect((await browser.visit(page)).title).toBe('Buat kata sandi baru');
  });

  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1' }],
  ])('refuses a form that %s sent', async (_name, headers) => {
    const { page } = await start();
    const code = await newestCode(institution);
    const shown = await openBrowser().submit(page, { code }, headers);
    expect([shown.status, shown.title]).toEqual([403, 'Isian tidak dikirim dari halaman ini']);
  });

  it.each([
    ['https://jahat.example', 403],
    ['null', 403],
    [undefined, 200],
    ['self', 200],
  ])('judges an old browser by its Origin: %s', async (origin, status) => {
    const { page } = await start(budi, { purpose: 'diagnosis' });
    const code = await newestCode(institution);
    const own = origin === 'self' ? new URL(page).origin : origin;
    const answer = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ code }),
      redirect: 'manual',
      headers: own === undefined ? {} : { Origin: own },
    });
    expect(answer.status === 303 ? 200 : answer.status).toBe(status);
  });

  it('gives its cookie to this page only and out of the reach of scripts', async () => {
    const { page } = await start();
    const code = await newestCode(institution);
    const answer = await fetch(page, {
      method: 'POST',
      body: new URLSearchParams({ code }),
      redirect: 'manual',
    });
    const path = new URL(page).pathname;
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^jmo_page=[\w-]{22}; .*HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.headers.getSetCookie()[0]).toContain(`Path=${path};`);
  });

  it('goes on after a restart between code and password', async () => {
    const { page, browser } = await prove();
    const before = new URL(page).origin;
    await institution.restart();
    const moved = page.replace(before, institution.url);
    const done = await browser.submit(moved, { password: newPassword, again: newPassword });
    expect(done.title).toBe('Kata sandi sudah diganti. Kembali ke chat');
    expect(await logIn('budi@contoh.test', newPassword)).toBe(true);
  });

  it('ends every other open proof of the account when the password changes', async () => {
    const other = await prove(budi, { by: 'email', purpose: 'diagnosis' });
    const first = await newestCode(institution);
    const { page } = await start();
    const code = await newestCode(institution, [first]);
    const browser = openBrowser();
    await browser.submit(page, { code });
    await browser.submit(page, { password: newPassword, again: newPassword });
    expect(await institution.client().accountStatus(other.verification)).toEqual({ kind: 'notVerified' });
  });

  it.each([
    ['budi', '3299011503900001', '99000000001', { membership: { kind: 'active' } }],
    [
      'siti',
      '3299024507880002',
      '99000000002',
      { segment: 'BPU', membership: { kind: 'overdue', months: 4 } },
    ],
    [
      'hadi',
      '3299030101850003',
      '99000000003',
      { segment: 'PU', membership: { kind: 'overdue', months: 2 } },
    ],
    ['agus', '3299042208000004', '99000000004', { membership: { kind: 'pending', registeredDaysAgo: 3 } }],
    ['dewi', '3299055912950005', '99000000005', { membership: { kind: 'pending', registeredDaysAgo: 20 } }],
    ['joko', '3299061006870006', '99000000006', { membership: { kind: 'replaced' } }],
    ['rina', '3299076302930007', '99000000007', { lockedMinutes: 30 }],
    ['umar', '3299121711860012', '99000000012', { activeOnOtherDevice: true }],
    ['wati', '3299135206840013', '99000000013', { hasEmail: false }],
  ])('shows the bot the status of %s after the proof, for ten minutes', async (_name, nik, kpj, status) => {
    const { verification } = await prove({ nik, kpj }, { purpose: 'diagnosis' });
    const answer = await institution.client().accountStatus(verification);
    expect(answer).toMatchObject({ kind: 'account', account: status });
    expect(JSON.stringify(answer)).not.toMatch(/contoh|0811|9900/);
    await institution.clock.advance(10 * minute);
    expect(await institution.client().accountStatus(verification)).toEqual({ kind: 'notVerified' });
    expect(await institution.client().progress(verification)).toEqual({ kind: 'verified' });
  });

  it.each([
    ['rina', '3299076302930007', '99000000007', true],
    ['umar', '3299121711860012', '99000000012', true],
    ['siti', '3299024507880002', '99000000002', false],
    ['agus', '3299042208000004', '99000000004', false],
    ['joko', '3299061006870006', '99000000006', false],
  ])(
    'after a reset %s is unlocked and alone, and log-in follows the membership',
    async (name, nik, kpj, ok) => {
      const { page, verification, browser } = await prove({ nik, kpj });
      await browser.submit(page, { password: newPassword, again: newPassword });
      const answer = await institution.client().accountStatus(verification);
      expect(answer).toMatchObject({ kind: 'account', account: { activeOnOtherDevice: false } });
      expect(JSON.stringify(answer)).not.toContain('lockedMinutes');
      expect(await logIn(`${name}@contoh.test`, newPassword)).toBe(ok);
    },
  );

  it('refuses a locked account until its time is over', async () => {
    expect(await logIn('rina@contoh.test', 'Contoh-rina-2026')).toBe(false);
    await institution.clock.advance(30 * minute);
    expect(await logIn('Rina@contoh.test', 'Contoh-rina-2026')).toBe(true);
    expect(await logIn('siapa@contoh.test', 'Contoh-rina-2026')).toBe(false);
  });

  async function logIn(login: string, password: string): Promise<unknown> {
    const answer: unknown = await (await institution.dev('login-attempt', { login, password })).json();
    return typeof answer === 'object' && answer !== null && 'ok' in answer ? answer.ok : answer;
  }
});
