/** Every label of the widget. What the bot says is not here: its words live in dialogs/. */

export const launcherStrings = {
  open: 'Bantuan login JMO, buka chat',
  unread: (count: number) => `${count} pesan baru`,
  loading: 'Memuat chat…',
  loadFailed: 'Chat belum bisa dimuat. Periksa internet, lalu ketuk lagi.',
} as const;

export const panelStrings = {
  title: 'Bantuan login JMO',
  demo: 'Mode demo, bukan layanan resmi BPJS Ketenagakerjaan; pakai data contoh',
  close: 'Tutup chat',
  menu: 'Menu chat',
  startOver: 'Mulai baru',
  startOverAsk: 'Percakapan ini ditutup dan tidak bisa dibuka lagi. Mulai baru?',
  startOverYes: 'Ya, mulai baru',
  startOverNo: 'Batal',
  log: 'Percakapan',
  you: 'Pesan Kakak',
  typing: 'Sedang mengetik',
  choices: 'Pilihan jawaban',
  newTab: '(terbuka di tab baru)',
  newMessages: 'Ke pesan terbaru',
  input: 'Tulis pesan',
  placeholder: 'Tulis pesan…',
  send: 'Kirim',
  secrets: 'Jangan tulis kode OTP atau kata sandi di sini.',
  charactersLeft: (count: number) => `Sisa ${count} huruf`,
  today: 'Hari ini',
  yesterday: 'Kemarin',
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
