import type { Role } from '../../console/roles.ts';
import type { ChannelName, Holder, Outcome } from '../../conversations/conversation-store.ts';
import type { Insight, Speaker } from '../../conversations/message.ts';

/** Every label of the console. */

export const appStrings = {
  title: 'Konsol Bantuan JMO',
  notice: 'Pemberitahuan',
  demo: 'Mode demo, bukan layanan resmi BPJS Ketenagakerjaan',
  loading: 'Memuat…',
  logOut: 'Keluar',
  ownAccount: 'Akun saya',
  retry: 'Coba lagi',
  skip: 'Langsung ke isi',
  areas: 'Bagian konsol',
  tableOf: (what: string) => `Tabel ${what}`,
} as const;

/** The parts of the console, in its navigation. Their own words may lie in their folders. */
export const areaStrings = {
  conversations: 'Percakapan',
} as const;

export const logInStrings = {
  title: 'Masuk ke konsol',
  intro: 'Untuk tim dukungan. Isi percakapan sudah disamarkan.',
  expired: 'Sesi berakhir. Masuk lagi untuk melanjutkan di halaman yang sama.',
  email: 'Email',
  password: 'Kata sandi',
  totp: 'Kode',
  totpHint: 'Enam angka dari aplikasi autentikator, atau satu kode pemulihan.',
  totpRefused: 'Kodenya belum cocok. Tunggu kode berikutnya, lalu coba lagi.',
  submit: 'Masuk',
  submitting: 'Memeriksa…',
  noAccount: 'Belum punya akun? Minta undangan kepada admin.',
  refused: 'Email atau kata sandi belum cocok.',
  tooMany: (minutes: number) => `Terlalu banyak percobaan. Coba lagi sekitar ${minutes} menit lagi.`,
} as const;

export const troubleStrings = {
  offline: 'Tidak tersambung ke server. Periksa jaringan, lalu coba lagi.',
  absent: 'Percakapan ini tidak ada, atau sudah dihapus atas permintaan pengguna.',
  damaged:
    'Berkas percakapan ini rusak dan sudah diamankan. Hubungi pengelola server; percakapan lain tetap aman.',
  unreadable: 'Penyaring itu tidak dikenali. Hapus penyaring, lalu coba lagi.',
  failed: 'Ada gangguan di server. Datanya aman; coba lagi sebentar lagi.',
} as const;

export const listStrings = {
  title: 'Percakapan',
  filters: 'Penyaring',
  search: 'Cari kata dalam pesan',
  outcome: 'Hasil',
  channel: 'Kanal',
  intent: 'Maksud',
  all: 'Semua',
  clear: 'Hapus penyaring',
  reload: 'Segarkan',
  more: 'Muat lagi',
  loadingMore: 'Memuat lagi…',
  count: (count: number, more: boolean) => `${count}${more ? '+' : ''} ditampilkan`,
  columns: {
    time: 'Waktu',
    channel: 'Kanal',
    holder: 'Pemegang',
    outcome: 'Hasil',
    causes: 'Sebab',
    intents: 'Maksud',
    last: 'Pesan terakhir pengguna',
  },
  open: (time: string) => `Buka percakapan ${time}`,
  nothingSaid: '(belum menulis apa-apa)',
  emptyTitle: 'Belum ada percakapan',
  empty: 'Begitu ada yang menulis di chat bantuan, percakapannya muncul di sini, yang terbaru paling atas.',
  noMatchTitle: 'Tidak ada yang cocok',
  noMatch: 'Tidak ada percakapan dengan penyaring ini. Coba kata lain atau hapus penyaring.',
} as const;

export const conversationStrings = {
  title: 'Isi percakapan',
  back: 'Daftar',
  summary: 'Ringkasan kasus',
  facts: 'Keterangan',
  rating: 'Nilai',
  score: (score: number) => `${score} dari 5`,
  agent: (role: string, name: string) => `${role} (${name})`,
  id: 'ID',
  started: 'Mulai',
  updated: 'Terakhir',
  messages: 'Jumlah pesan',
  followUp: 'Akan ditanya lagi',
  followUpAbout: {
    serverTrouble: 'gangguan JMO',
    payment: 'iuran',
    newAccountWeek: 'akun baru, seminggu',
    newAccountTwoWeeks: 'akun baru, 14 hari',
    any: 'sesuai permintaan',
  } as Readonly<Record<string, string>>,
  empty: 'Percakapan ini belum berisi pesan.',
  choices: 'Pilihan yang ditawarkan',
  link: (title: string) => `Tautan: ${title} (alamat tidak ditampilkan)`,
  step: (dialog: string, step: string | undefined) => (step === undefined ? dialog : `${dialog}.${step}`),
  sure: (percent: number) => `${percent}%`,
} as const;

export const roleNames: Readonly<Record<Role, string>> = {
  reader: 'pembaca',
  agent: 'petugas',
  editor: 'penyunting',
  admin: 'admin',
};

export const speakerNames: Readonly<Record<Speaker, string>> = {
  user: 'Pengguna',
  bot: 'Bot',
  agent: 'Petugas',
};

export const channelNames: Readonly<Record<ChannelName, string>> = {
  web: 'Situs web',
  'bot-framework': 'Azure Bot',
  telegram: 'Telegram',
  whatsapp: 'WhatsApp',
};

export const holderNames: Readonly<Record<Holder, string>> = {
  bot: 'Bot',
  waiting: 'Menunggu petugas',
  person: 'Petugas',
};

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  open: 'Berjalan',
  advised: 'Diberi saran',
  reset: 'Sandi diganti',
  solved: 'Sudah bisa masuk',
  handedOver: 'Dialihkan',
  cancelled: 'Dibatalkan',
};

export const kindNames: Readonly<Record<Insight['kind'], string>> = {
  understood: 'dipahami',
  unsure: 'ragu',
  unknown: 'tidak dikenali',
};
