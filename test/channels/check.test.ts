import { describe, expect, it, onTestFinished } from 'vitest';
import { checkChannels, findingLines, isInOrder } from '../../src/check-channels.ts';
import { readConfig } from '../../src/config.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { azureAnswer, azureEnvironment } from './bot-framework/tokens.ts';
import { type Answer, openFakePlatform, type Request } from './fake-platform.ts';
import { telegramEnvironment } from './telegram/secrets.ts';
import { whatsAppEnvironment } from './whatsapp/secrets.ts';

const publicUrl = 'https://bantuan.contoh.id';
const time = '2026-03-12T02:00:00.000Z';

describe('npm run -s channels', () => {
  it('says that everything is in order', async () => {
    const { inOrder, said } = await lines(wellConnected);
    expect(inOrder).toBe(true);
    expect(said).toEqual([
      'Telegram  baik   token diterima',
      'Telegram  baik   webhook terpasang, 0 pesan menunggu',
      'Telegram  baik   selisih jam dengan server 0 detik',
      'WhatsApp  baik   token dan nomor diterima',
      `WhatsApp  baik   webhook yang diisi di Meta: ${publicUrl}/webhooks/whatsapp, kolom messages`,
      'WhatsApp  baik   tanpa template: kabar sesudah 24 jam tidak terkirim',
      'WhatsApp  baik   selisih jam dengan server 0 detik',
      'Azure     baik   kredensial diterima',
      'Azure     baik   selisih jam dengan server 0 detik',
      `Azure     baik   messaging endpoint yang diisi di Azure: ${publicUrl}/api/messages`,
    ]);
  });

  it('says which credentials were refused, and where to get others', async () => {
    const refusal = { status: 401, body: { ok: false, error_code: 401 }, headers: dated(time) };
    const { inOrder, said } = await lines(() => refusal);
    expect(inOrder).toBe(false);
    expect(said.filter(line => /SALAH|^ /.test(line))).toEqual([
      'Telegram  SALAH  token ditolak (401)',
      '                 Minta token lagi di @BotFather (/token), isi TELEGRAM_BOT_TOKEN.',
      'WhatsApp  SALAH  token ditolak (401)',
      '                 Buat token pengguna sistem yang tidak kedaluwarsa, isi WHATSAPP_ACCESS_TOKEN.',
      'Azure     SALAH  kredensial ditolak (401)',
      '                 Periksa MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppType, dan MicrosoftAppTenantId.',
    ]);
  });

  it('says that a webhook is not set, or set elsewhere, or that its deliveries fail', async () => {
    for (const url of ['', 'https://lama.contoh.id/webhooks/telegram']) {
      const { said } = await lines(request =>
        asks(request, 'getWebhookInfo') ? telegram({ url }) : wellConnected(request),
      );
      expect(said).toContain('Telegram  SALAH  webhook belum terpasang di alamat ini');
      expect(said).toContain('                 Pasang dengan: npm run -s channels -- connect telegram');
    }
    const failing = {
      url: `${publicUrl}/webhooks/telegram`,
      pending_update_count: 7,
      last_error_message: 'x',
    };
    const { said } = await lines(request =>
      asks(request, 'getWebhookInfo') ? telegram(failing) : wellConnected(request),
    );
    expect(said).toContain('Telegram  SALAH  webhook terpasang, 7 pesan menunggu, pengiriman terakhir gagal');
    const { said: none } = await lines(wellConnected, { TELEGRAM_WEBHOOK_SECRET: '' });
    expect(none).toContain('Telegram  SALAH  webhook masih terpasang');
  });

  it('says that the clock of this machine is wrong', async () => {
    const { said } = await lines(request => ({
      ...wellConnected(request),
      headers: dated('2026-03-12T01:50:00.000Z'),
    }));
    expect(said.filter(line => line.includes('selisih jam dengan server 600 detik'))).toHaveLength(3);
    expect(said.join()).toContain('timedatectl set-ntp true');
  });

  it('says that a platform cannot be reached', async () => {
    const { said } = await lines(() => undefined);
    expect(said.filter(line => line.includes('SALAH'))).toEqual([
      'Telegram  SALAH  Telegram tidak terjangkau',
      'WhatsApp  SALAH  Meta tidak terjangkau',
      'Azure     SALAH  Microsoft tidak terjangkau',
    ]);
  });

  it('says which channels are off', async () => {
    const config = readConfig({});
    const checked = await checkChannels(config.channels, undefined, new FakeClock(time));
    expect([isInOrder(checked), ...findingLines(checked)]).toEqual([
      true,
      ...['Telegram ', 'WhatsApp ', 'Azure    '].map(
        name => `${name} mati   pengaturannya kosong; cara menyalakan ada di docs/channels.md`,
      ),
    ]);
  });

  it.each([
    ['TELEGRAM_BOT_TOKEN', 'bot123', /TELEGRAM_BOT_TOKEN: is no token like 123456:ABC-/],
    ['TELEGRAM_WEBHOOK_SECRET', 'short', /TELEGRAM_WEBHOOK_SECRET: needs 32 to 256/],
    ['WHATSAPP_PHONE_NUMBER_ID', '+62 857', /WHATSAPP_PHONE_NUMBER_ID: is no id like/],
    ['WHATSAPP_APP_SECRET', 'short', /WHATSAPP_APP_SECRET: is shorter than an app secret/],
    ['WHATSAPP_VERIFY_TOKEN', '', /WHATSAPP_VERIFY_TOKEN is missing/],
  ])('says that %s has the wrong shape before anybody is asked', (name, value, complaint) => {
    const environment = {
      ...telegramEnvironment('http://x'),
      ...whatsAppEnvironment('http://x'),
      [name]: value,
    };
    expect(() => readConfig(environment)).toThrow(complaint);
  });
});

function asks({ path }: Request, method: string): boolean {
  return path.endsWith(`/${method}`);
}

function telegram(result: object): Answer {
  return { status: 200, body: { ok: true, result }, headers: dated(time) };
}

function dated(at: string): Record<string, string> {
  return { Date: new Date(at).toUTCString() };
}

function wellConnected(request: Request): Answer {
  if (asks(request, 'getWebhookInfo')) return telegram({ url: `${publicUrl}/webhooks/telegram` });
  return { ...(azureAnswer(request, '', []) ?? telegram({ id: 1 })), headers: dated(time) };
}

/** Whether all is in order, then what an operator reads. */
async function lines(answer: (request: Request) => Answer | undefined, changes: Record<string, string> = {}) {
  const platform = await openFakePlatform(answer);
  onTestFinished(() => platform.close());
  const { channels } = readConfig({
    ...telegramEnvironment(platform.url),
    ...whatsAppEnvironment(platform.url),
    ...azureEnvironment(platform.url),
    ...changes,
  });
  const checked = await checkChannels(channels, publicUrl, new FakeClock(time));
  return { inOrder: isInOrder(checked), said: findingLines(checked) };
}
