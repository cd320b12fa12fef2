/** Every word of the page of numbers. */

export const numbersStrings = {
  area: 'Angka',
  title: 'Angka',
  from: 'Dari',
  to: 'Sampai',
  lastDays: (days: number) => `${days} hari terakhir`,
  zone: 'Hari menurut WIB. Percakapan dihitung pada hari mulainya; yang belum ditulisi pengguna tidak dihitung. Setelah enam hari angkanya tetap, juga bila percakapannya dihapus.',
  countedAt: (when: string) => `Hari-hari terakhir dihitung ${when}.`,
  definition: 'Artinya',
  before: (value: string) => `sebelumnya ${value}`,
  none: '–',
  csv: 'Unduh CSV',
  csvOf: (title: string) => `Unduh CSV: ${title}`,
  csvName: (table: string, from: string, to: string) => `${table}-${from}-${to}.csv`,
  table: 'Tabel',
  day: 'Hari',
  count: 'Jumlah',
  share: 'Bagian',
  volume: 'Percakapan per hari',
  quality: 'Selesai tanpa petugas dan tidak kembali, bagian per hari',
  fallback: 'Pesan tidak dikenali, bagian per hari',
  causes: 'Penyebab teratas',
  cause: 'Penyebab',
  previous: 'Sebelumnya',
  steps: 'Langkah: dicapai dan ditinggalkan',
  step: 'Langkah',
  reached: 'Dicapai',
  left: 'Ditinggalkan',
  mixedUp: 'Maksud yang tertukar',
  mixedUpHint: 'Pesan yang meragukan, lalu pesan berikutnya ternyata maksud lain.',
  taken: 'Terbaca',
  meant: 'Ternyata',
  emptyTitle: 'Belum ada percakapan',
  empty: 'Dalam rentang ini belum ada yang menulis. Pilih rentang lain, atau tunggu percakapan pertama.',
  unreadable:
    'Rentang itu tidak bisa dibaca: tanggal awal harus sebelum tanggal akhir, paling panjang 184 hari.',
  spike: (symptom: string, count: number, usual: number) =>
    `${symptom}: ${count} percakapan dalam 10 menit terakhir, biasanya ${usual.toLocaleString('id-ID')}.`,
  spikeQuestion: 'Umumkan sebagai gangguan? Bot akan langsung memberi tahu semua pengguna.',
  declare: 'Umumkan gangguan',
  incident: (symptom: string, since: string) => `Gangguan diumumkan sejak ${since}: ${symptom}.`,
  end: 'Gangguan selesai',
  failed: 'Tidak berhasil. Coba lagi.',
  minutes: (minutes: number) =>
    minutes < 90
      ? `${minutes.toLocaleString('id-ID', { maximumFractionDigits: 1 })} menit`
      : `${(minutes / 60).toLocaleString('id-ID', { maximumFractionDigits: 1 })} jam`,
} as const;

export const symptomNames: Readonly<Record<string, string>> = {
  server_error: 'JMO sedang gangguan',
  login_failed: 'Tidak bisa masuk',
  otp_not_received: 'Kode OTP tidak masuk',
  after_update: 'Masalah setelah pembaruan aplikasi',
};

/** Name and definition of each figure. */
export const figureStrings = {
  conversations: [
    'Percakapan',
    'Percakapan yang dimulai pada rentang ini dan sudah ditulisi pengguna paling sedikit satu pesan.',
  ],
  contained: ['Selesai tanpa petugas', 'Bagian percakapan yang tidak meminta petugas dan tidak dialihkan.'],
  containedForGood: [
    'Tanpa petugas, tidak kembali 24 jam',
    'Seperti di atas, dan penggunanya tidak menulis lagi setelah diam 1–24 jam, juga tidak memulai percakapan lain dalam 24 jam.',
  ],
  solved: ['Sudah bisa masuk', 'Bagian percakapan yang penggunanya bilang sudah bisa masuk.'],
  handedOver: [
    'Dialihkan',
    'Bagian percakapan yang meminta petugas atau diarahkan ke 175 atau kantor cabang.',
  ],
  left: [
    'Ditinggalkan',
    'Bagian percakapan yang berhenti saat bot masih menunggu jawaban, paling sedikit 30 menit. Langkahnya ada di tabel di bawah.',
  ],
  unknown: ['Tidak dikenali', 'Bagian pesan pengguna yang sama sekali tidak dikenali maksudnya.'],
  unsure: ['Meragukan', 'Bagian pesan pengguna yang membuat bot bertanya "yang mana?".'],
  solvingMinutes: [
    'Waktu sampai bisa masuk',
    'Median dari awal percakapan sampai pesan terakhir pengguna, dari percakapan yang berakhir sudah bisa masuk.',
  ],
  score: ['Nilai pengguna', 'Rata-rata nilai 1–5 yang diberikan pengguna di akhir percakapan.'],
  replyMinutes: [
    'Balasan pertama petugas',
    'Median dari saat pengguna meminta petugas sampai petugas menulis pertama kali.',
  ],
} as const satisfies Readonly<Record<string, readonly [name: string, definition: string]>>;
export type FigureName = keyof typeof figureStrings;
