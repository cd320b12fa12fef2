import { z } from 'zod';
import type { TelegramSettings } from '../../channel-settings.ts';
import { callPlatform } from '../push/call-platform.ts';
import { clockFinding, type Finding } from '../push/finding.ts';
import { createTelegramApi } from './api.ts';
import { wantedUpdates } from './update.ts';

const WebhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.int().default(0),
  last_error_message: z.string().optional(),
});

/** Asks Telegram who we are and where it delivers to. */
export async function checkTelegram(
  settings: TelegramSettings,
  publicUrl: string | undefined,
  now: number,
): Promise<readonly Finding[]> {
  const call = createTelegramApi(settings);
  const [me, webhook] = [await call('getMe'), await call('getWebhookInfo')];
  if (me.kind === 'unreachable') {
    return [
      { what: 'Telegram tidak terjangkau', fix: 'Periksa jaringan keluar ke api.telegram.org, port 443.' },
    ];
  }
  if (me.kind === 'refused') {
    return [
      {
        what: `token ditolak (${me.code})`,
        fix: 'Minta token lagi di @BotFather (/token), isi TELEGRAM_BOT_TOKEN.',
      },
    ];
  }
  const info = webhook.kind === 'ok' ? WebhookInfo.safeParse(webhook.result).data : undefined;
  const clock = clockFinding(await callPlatform(settings.root, { method: 'GET' }), now);
  return [{ what: 'token diterima' }, webhookFinding(settings, info, publicUrl), ...clock];
}

function webhookFinding(
  { webhookSecret }: TelegramSettings,
  info: z.infer<typeof WebhookInfo> | undefined,
  publicUrl: string | undefined,
): Finding {
  if (!info) return { what: 'webhook belum diketahui', fix: 'Coba lagi sebentar.' };
  if (webhookSecret === undefined) {
    return info.url === ''
      ? { what: 'tanpa webhook: pesan diambil sendiri (long polling)' }
      : { what: 'webhook masih terpasang', fix: 'Lepas dengan: npm run -s channels -- connect telegram' };
  }
  const expected = `${publicUrl ?? ''}/webhooks/telegram`;
  if (info.url !== expected) {
    return {
      what: 'webhook belum terpasang di alamat ini',
      fix: 'Pasang dengan: npm run -s channels -- connect telegram',
    };
  }
  const pending = `webhook terpasang, ${info.pending_update_count} pesan menunggu`;
  if (info.last_error_message === undefined) return { what: pending };
  return {
    what: `${pending}, pengiriman terakhir gagal`,
    fix: 'Periksa sertifikat TLS dan TELEGRAM_WEBHOOK_SECRET, lalu pasang lagi.',
  };
}

/** Tells Telegram where to deliver to; without a secret, that we ask by ourselves. */
export async function connectWebhook(
  settings: TelegramSettings,
  publicUrl: string | undefined,
): Promise<Finding> {
  const { webhookSecret } = settings;
  const call = createTelegramApi(settings);
  if (webhookSecret !== undefined && !publicUrl?.startsWith('https:')) {
    return { what: 'webhook tidak bisa dipasang', fix: 'Isi PUBLIC_URL dengan alamat https.' };
  }
  const done =
    webhookSecret === undefined
      ? await call('deleteWebhook')
      : await call('setWebhook', {
          url: `${publicUrl}/webhooks/telegram`,
          secret_token: webhookSecret,
          allowed_updates: wantedUpdates,
        });
  if (done.kind === 'ok')
    return { what: webhookSecret === undefined ? 'webhook dilepas' : 'webhook dipasang' };
  return { what: 'Telegram menolak atau tidak terjangkau', fix: 'Jalankan: npm run -s channels' };
}
