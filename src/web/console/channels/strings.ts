import type { PresentedChannel } from '../../../console/channels/presented-channels.ts';

/** Every label of the page about the messaging channels. */
export const channelStrings = {
  title: 'Kanal',
  reload: 'Segarkan',
  none: 'Belum ada kanal pesan yang menyala. Cara menyambungkan Telegram, WhatsApp, dan Azure ada di docs/channels.md.',
  health: 'Keadaan kanal',
  failures: 'Tidak terkirim',
  columns: {
    channel: 'Kanal',
    status: 'Keadaan',
    lastHeard: 'Terakhir menerima',
    lastSent: 'Terakhir mengirim',
    lastFailure: 'Kegagalan terakhir',
    incoming: 'Menunggu dijawab',
    outgoing: 'Menunggu dikirim',
  },
  failureColumns: {
    failedAt: 'Gagal pada',
    channel: 'Kanal',
    what: 'Yang gagal',
    problem: 'Sebab',
    attempts: 'Percobaan',
    retry: 'Tindakan',
  },
  status: { ok: 'Baik', failing: 'Terganggu' } satisfies Record<PresentedChannel['status'], string>,
  never: 'belum ada',
  queue: (waiting: number, since: string | undefined) =>
    since === undefined ? String(waiting) : `${waiting}, terlama sejak ${since}`,
  kinds: { message: 'Balasan untuk pengguna', arrival: 'Pesan dari pengguna' },
  openConversation: 'Buka percakapan',
  nothingFailed: 'Tidak ada yang gagal terkirim.',
  retry: 'Kirim lagi',
  retrying: 'Mengirim…',
  retried: 'Dikirim lagi. Kalau gagal lagi, muncul lagi di daftar ini.',
  notRetried: 'Belum bisa dikirim lagi. Muat ulang daftar ini, lalu coba lagi.',
  onlyAgents: 'Mengirim lagi hanya untuk petugas, penyunting, dan admin.',
} as const;

/** What operators make of a code; the code itself stands beside it. */
const problems: readonly (readonly [RegExp, string])[] = [
  [/-403$/, 'pengguna memblokir atau menghapus bot'],
  [/-(400|404|413)$/, 'ditolak platform untuk pesan ini'],
  [/unreachable$/, 'platform tidak terjangkau'],
  [/-429$|13(0429|1056|1048)$/, 'terlalu banyak pesan sekaligus'],
  [/token$|-401$|-190$/, 'kredensial ditolak; jalankan npm run -s channels'],
  [/whatsapp-window$/, 'lebih dari 24 jam sejak pesan terakhir pengguna'],
  [/status-131026$/, 'tidak bisa diterima ponsel pengguna'],
  [/^unreadable$/, 'disegel dengan kunci lain (SEAL_KEY berubah)'],
  [/^channel-off$/, 'kanal dimatikan'],
];

export function problemText(problem: string): string {
  const known = problems.find(([pattern]) => pattern.test(problem))?.[1];
  return known === undefined ? problem : `${known} (${problem})`;
}
