import type { RatingBand } from '../../../conversations/conversation-store.ts';
import type { Taken } from '../../../conversations/message.ts';

/** Labels of the list of conversations, its filters and its keys. */

export const filterStrings = {
  holder: 'Pemegang',
  cause: 'Sebab',
  fallback: 'Tidak dipahami',
  fallbackYes: 'Ada',
  fallbackNo: 'Tidak ada',
  below: 'Keyakinan',
  belowPercent: (percent: number) => `Pernah di bawah ${percent}%`,
  rated: 'Nilai pengguna',
  agent: 'Petugas',
  tag: 'Tanda',
  me: 'Saya',
  since: 'Aktif sejak tanggal',
  until: 'Dimulai sampai tanggal',
  more: (count: number) => (count === 0 ? 'Penyaring lain' : `Penyaring lain (${count})`),
  unknownValue: (value: string) => `${value} (tidak dikenal)`,
} as const;

export const ratingBandNames: Readonly<Record<RatingBand, string>> = {
  good: '4 atau 5',
  fair: '3',
  poor: '1 atau 2',
  none: 'Belum menilai',
};

export const rowStrings = {
  unread: 'Belum dibaca',
  updated: 'Daftar diperbarui otomatis',
} as const;

export const searchStrings = {
  indexing: (indexed: number, of: number) =>
    `Masih menyusun indeks pencarian (${indexed} dari ${of} percakapan). Sebagian hasil mungkin belum muncul.`,
} as const;

export const keyStrings = {
  title: 'Pintasan papan tombol',
  open: 'Pintasan',
  close: 'Tutup',
  keys: [
    [['/'], 'Cari kata dalam pesan'],
    [['j', '↓'], 'Percakapan berikutnya'],
    [['k', '↑'], 'Percakapan sebelumnya'],
    [['Enter'], 'Buka percakapan yang disorot'],
    [['Esc'], 'Kembali ke daftar'],
    [['n'], 'Pesan berikutnya yang tidak dipahami'],
    [['Shift + n'], 'Pesan sebelumnya yang tidak dipahami'],
    [['?'], 'Daftar pintasan ini'],
  ] as readonly (readonly [keys: readonly string[], does: string])[],
} as const;

export const deliveryStrings = {
  delivered: 'Diterima platform',
  waiting: (attempts: number) =>
    attempts === 0 ? 'Menunggu dikirim' : `Menunggu dikirim lagi (${attempts} kali gagal)`,
  failed: 'Tidak terkirim. Bisa dicoba lagi dari halaman Kanal',
} as const;

const seconds = new Intl.NumberFormat('id', { maximumFractionDigits: 1 });
const duration = (milliseconds: number) =>
  milliseconds < 1_000 ? `${milliseconds} md` : `${seconds.format(milliseconds / 1_000)} dtk`;

const operations: Readonly<Record<string, string>> = {
  startVerification: 'Minta kode',
  resendCode: 'Kirim ulang kode',
  progress: 'Cek halaman sekali pakai',
  accountStatus: 'Cek akun',
  cancel: 'Batalkan kode',
  permitNotices: 'Izin kabar',
  sendNotice: 'Kirim kabar',
  withdrawNotices: 'Cabut izin kabar',
};

export const workStrings = {
  took: (milliseconds: number) => `Giliran ini ${duration(milliseconds)}`,
  milliseconds: duration,
  operation: (name: string) => operations[name] ?? name,
} as const;

export const timelineStrings = {
  older: 'Muat pesan sebelumnya',
  olderFailed: 'Pesan sebelumnya belum bisa dimuat. Coba lagi',
  misunderstood: (count: number) =>
    count === 0 ? 'Semua pesan di sini dipahami' : `${count} pesan tidak dipahami atau diragukan`,
  previous: '↑ Sebelumnya',
  next: '↓ Berikutnya',
  noneAfter: 'Tidak ada lagi sesudah ini.',
  noneBefore: 'Tidak ada lagi sebelum ini.',
  noneOnPage: 'Tidak ada di bagian ini. Tekan lagi untuk bagian sebelumnya.',
} as const;

/** What the bot made of a message. */
export const takenNames: Readonly<Record<Taken, string>> = {
  answer: '→ dijadikan jawaban',
  askedAgain: '→ bukan jawaban, ditanya lagi',
  topic: '→ membuka topik',
  clarify: '→ ditanya yang mana',
  fallback: '→ diminta menulis dengan kata lain',
  correction: '→ membetulkan jawaban sebelumnya',
  command: '→ perintah',
  later: '→ ditunda sampai formulir selesai',
  reminder: '→ tombol lama, diingatkan lagi',
};
