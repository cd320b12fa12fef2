import type { WhatsAppSettings } from '../../channel-settings.ts';
import { callPlatform } from '../push/call-platform.ts';
import { clockFinding, type Finding } from '../push/finding.ts';

/** Asks Meta for the number that we write from. */
export async function checkWhatsApp(
  { root, version, phoneNumberId, accessToken, template }: WhatsAppSettings,
  publicUrl: string | undefined,
  now: number,
): Promise<readonly Finding[]> {
  const answer = await callPlatform(`${root}/${version}/${phoneNumberId}?fields=id`, {
    method: 'GET',
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (answer.kind === 'unreachable') {
    return [
      { what: 'Meta tidak terjangkau', fix: 'Periksa jaringan keluar ke graph.facebook.com, port 443.' },
    ];
  }
  const windowFinding: Finding = template
    ? { what: `template "${template.name}" untuk kabar sesudah 24 jam` }
    : { what: 'tanpa template: kabar sesudah 24 jam tidak terkirim' };
  return [
    numberFinding(answer.status),
    { what: `webhook yang diisi di Meta: ${publicUrl ?? 'https://...'}/webhooks/whatsapp, kolom messages` },
    windowFinding,
    ...clockFinding(answer, now),
  ];
}

function numberFinding(status: number): Finding {
  if (status < 300) return { what: 'token dan nomor diterima' };
  if (status === 401 || status === 403) {
    return {
      what: `token ditolak (${status})`,
      fix: 'Buat token pengguna sistem yang tidak kedaluwarsa, isi WHATSAPP_ACCESS_TOKEN.',
    };
  }
  return {
    what: `nomor tidak dikenal (${status})`,
    fix: 'Periksa WHATSAPP_PHONE_NUMBER_ID dan WHATSAPP_API_VERSION.',
  };
}
