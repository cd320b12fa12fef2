/** Every label of the widget. What the bot says is not here: its words live in dialogs/. */

export const launcherStrings = {
  open: 'Bantuan login JMO, buka chat',
  title: 'Bantuan login JMO',
  close: 'Tutup chat',
  input: 'Tulis pesan',
  send: 'Kirim',
  loadFailed: 'Chat belum bisa dimuat. Periksa internet; ini dicoba lagi terus.',
} as const;

export const panelStrings = {
  unread: (count: number) => `${count} pesan baru`,
  secrets: 'Jangan tulis kode OTP atau kata sandi di sini.',
  demo: 'Mode demo, bukan layanan resmi BPJS Ketenagakerjaan; pakai data contoh',
  menu: 'Menu chat',
  person: 'Bicara dengan petugas',
  copyAll: 'Salin percakapan',
  copy: 'Salin',
  copied: 'Tersalin',
  startOver: 'Mulai baru',
  startOverAsk: 'Percakapan ini ditutup dan tidak bisa dibuka lagi. Mulai baru?',
  startOverYes: 'Ya, mulai baru',
  erase: 'Hapus data saya',
  eraseAsk: 'Semua isi percakapan ini dihapus dari sistem kami dan tidak bisa dikembalikan. Hapus?',
  eraseYes: 'Ya, hapus',
  no: 'Batal',
  sharedPhone:
    'HP ini dipakai bersama? Ketuk "Mulai baru" setelah selesai, supaya orang lain tidak bisa membaca chat ini.',
  withPerson: (name: string) => `Kakak sedang dibantu ${name}`,
  log: 'Percakapan',
  you: 'Pesan Kakak',
  typing: 'Sedang mengetik',
  choices: 'Pilihan jawaban',
  newTab: '(terbuka di tab baru)',
  newMessages: 'Ke pesan terbaru',
  step: (number: number, total: number) => `Langkah ${number} dari ${total}`,
  charactersLeft: (count: number) => `Sisa ${count} huruf`,
  today: 'Hari ini',
  yesterday: 'Kemarin',
} as const;

/** Above the chat, until the visitor writes again. */
export const noticeStrings = {
  resumed: 'Ini percakapan terakhir di perangkat ini. Bukan milik Kakak?',
  expired: 'Percakapan yang lama sudah ditutup, jadi ini percakapan baru. Ceritakan lagi kendalanya ya, Kak.',
  erased: 'Isi percakapan sudah dihapus. Kalau masih perlu bantuan, tulis saja lagi di sini.',
  eraseFailed: 'Data belum bisa dihapus karena sambungan bermasalah. Coba lagi sebentar lagi ya, Kak.',
} as const;

export const deliveryStrings = {
  sending: 'Mengirim…',
  sent: 'Terkirim',
  failed: 'Gagal terkirim.',
  retry: 'Coba lagi',
} as const;

export const connectionStrings = {
  connecting: 'Menyambung…',
  offline: 'Tidak ada internet. Pesan Kakak dikirim otomatis begitu tersambung lagi.',
  reconnecting: 'Sambungan terputus, sedang menyambung lagi…',
  refused: 'Chat ini belum diizinkan di situs ini. Hubungi 175 untuk bantuan.',
} as const;
