import { expect, inject, it } from 'vitest';
import { openTelegram, said } from '../channels/telegram/telegram-server.ts';
import { openUsers } from '../console/console-server.ts';
import { openPage } from './browser.ts';

const sari = { email: 'sari@contoh.id', role: 'agent', password: 'kuda poni biru' } as const;

it('an agent sees in the console what Telegram refused, and sends it again with a click', async () => {
  let blocked = true;
  const { post, text, settle, platform, assistant } = await openTelegram(
    () =>
      blocked
        ? { status: 403, body: { ok: false, error_code: 403, description: 'no' } }
        : { status: 200, body: { ok: true, result: {} } },
    {},
    { webDir: inject('webDir') },
  );
  await openUsers(assistant.dataDir).add(sari);
  await post(text('halo'));
  await settle();
  const lost = said(platform.requests).map(one => one.text);

  const page = await openPage(`${assistant.url}/console#/kanal`, { timezoneId: 'Asia/Jakarta' });
  await page.getByLabel('Email').fill(sari.email);
  await page.getByLabel('Kata sandi').fill(sari.password);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('heading', { name: 'Tidak terkirim' }).waitFor();
  const rows = page.getByRole('row', { name: /pengguna memblokir atau menghapus bot \(telegram-403\)/ });
  const retries = page.getByRole('button', { name: 'Kirim lagi' });
  expect(await retries.count()).toBe(lost.length);
  expect(await rows.first().textContent()).toContain('Telegram');

  blocked = false;
  platform.requests.length = 0;
  await retries.last().click();
  await page.getByText('Dikirim lagi.').waitFor();
  await settle();
  const [sent, ...more] = said(platform.requests).map(one => one.text);
  expect([lost.includes(sent), more]).toEqual([true, []]);
  await expect.poll(() => retries.count()).toBe(lost.length - 1);
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/kanal.png` });

  await page.getByRole('link', { name: 'Buka percakapan' }).first().click();
  await page.locator('.facts').getByText('Telegram').waitFor();
});
