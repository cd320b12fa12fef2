import type { CodeRoute } from '../account-service.ts';
import { codeMinutes } from './lifetimes.ts';

/** What the mock institution writes to its members. Short: an SMS holds 160 characters. */

export function codeMessage(by: CodeRoute, code: string): string {
  return `[DEMO] Kode JMO: ${code}, berlaku ${codeMinutes[by]} menit. Ketik hanya di halaman kode. Jangan beri ke siapa pun, petugas tidak pernah meminta. Bukan Kakak? Telepon 175.`;
}

export const passwordChangedMessage =
  '[DEMO] Kata sandi JMO baru saja diganti dan sesi di perangkat lain sudah diakhiri. Bukan Kakak? Segera telepon 175.';

/** Without a link: fraudsters send links. */
export const noticeMessage =
  '[DEMO] Ada kabar dari asisten JMO. Buka lagi halaman chat yang Kakak pakai. Kode dan sandi tidak pernah diminta. Bukan Kakak? Telepon 175.';
