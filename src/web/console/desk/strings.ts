import type { Finding } from '../../../conversations/redact.ts';

/** Every word of the queue and of answering. */

export const queueStrings = {
  area: 'Antrean',
  title: 'Antrean petugas',
  waitingTitle: 'Menunggu petugas',
  mineTitle: 'Saya pegang',
  othersTitle: 'Dipegang rekan',
  waits: (time: string) => `menunggu ${time}`,
  meantFor: (name: string) => `untuk ${name}`,
  meantForMe: 'untuk saya',
  heldBy: (name: string) => `dipegang ${name}`,
  saidNothing: '(belum menulis apa-apa)',
  summary: 'Ringkasan kasus',
  open: 'Buka percakapan',
  openNamed: (text: string) => `Buka percakapan: ${text}`,
  tags: 'Tanda',
  count: (waiting: number) => (waiting === 0 ? 'tidak ada yang menunggu' : `${waiting} menunggu`),
  emptyTitle: 'Tidak ada yang menunggu',
  empty:
    'Begitu pengguna minta petugas, percakapannya muncul di sini, yang paling lama menunggu paling atas.',
  noneHeld: 'Belum ada.',
  deskOpen: (closes: string) => `Jam petugas: buka sampai ${closes}`,
  deskClosedToday: (opens: string) => `Di luar jam petugas, buka lagi pukul ${opens}`,
  deskClosedTomorrow: (opens: string) => `Di luar jam petugas, buka lagi besok pukul ${opens}`,
  deskClosedLater: (day: string, opens: string) => `Di luar jam petugas, buka lagi ${day} pukul ${opens}`,
  deskUnknown: 'Jam petugas belum diisi (data/contacts.yml)',
  sound: 'Bunyi saat ada yang baru menunggu',
  late: 'Daftar ini belum terbarui; mencoba lagi…',
  minutes: (minutes: number) => `${minutes} menit`,
  lessThanMinute: 'kurang dari 1 menit',
  hours: (hours: number, minutes: number) =>
    minutes === 0 ? `${hours} jam` : `${hours} jam ${minutes} menit`,
  days: (days: number) => `${days} hari`,
} as const;

export const deskStrings = {
  title: 'Jawab dan catat',
  takeOver: 'Ambil alih',
  taking: 'Mengambil…',
  release: 'Kembalikan ke bot',
  releaseForOther: (name: string) => `Kembalikan ke bot (dari ${name})`,
  youHold: 'Chat ini dipegang oleh saya. Bot diam.',
  otherHolds: (name: string) => `Chat ini dipegang ${name}.`,
  botHolds: 'Bot yang menjawab. Ambil alih dulu untuk membalas.',
  waiting: 'Pengguna menunggu petugas. Bot tetap membantu sampai chat diambil.',
  assignHeld: 'Serahkan kepada',
  assignFree: 'Tandai untuk',
  nobody: 'Siapa saja',
  choose: 'Pilih rekan',
  assign: 'Serahkan',
  mark: 'Tandai',
  reply: 'Balasan',
  replyHint: 'Ctrl + Enter mengirim',
  send: 'Kirim',
  sending: 'Mengirim…',
  canned: 'Jawaban siap pakai',
  cannedSearch: 'Cari jawaban',
  cannedNone: 'Tidak ada yang cocok.',
  cannedMissing: 'Chat ini belum punya nomor tiket.',
  notes: 'Catatan tim',
  notesIntro: 'Hanya terlihat oleh tim, tidak pernah oleh pengguna.',
  note: 'Catatan baru',
  addNote: 'Simpan catatan',
  noNotes: 'Belum ada catatan.',
  tags: 'Tanda',
  noTags: 'Belum ada tanda.',
  tag: 'Tanda baru',
  addTag: 'Tambah',
  removeTag: (tag: string) => `Hapus tanda ${tag}`,
  alsoHere: (names: string) => `${names} juga membuka percakapan ini.`,
  writes: (name: string) => `${name} sedang mengetik…`,
  visitorWrites: 'Pengguna sedang mengetik…',
  draftKept: 'Balasan yang belum terkirim masih ada di sini.',
  sendingKept: 'Balasan dari sebelum sesi berakhir sedang dikirim…',
  late: 'Percakapan ini belum terbarui; mencoba lagi…',
} as const;

/** Why something did not happen, and what is still safe. */
export const refusalStrings = {
  heldBy: (name: string) =>
    `Chat ini sudah diambil ${name}. Tidak ada yang dikirim; tulisan tetap ada di sini.`,
  notHeld: 'Chat ini sudah kembali ke bot. Ambil alih lagi untuk membalas; tulisan tetap ada di sini.',
  full: 'Sudah penuh: paling banyak 12 tanda dan 100 catatan untuk satu percakapan.',
  nobodyToAssign: 'Rekan itu tidak bisa menerima chat. Pilih yang lain.',
  offline: 'Belum terkirim, jaringan terputus. Tulisan tetap ada di sini; tekan lagi untuk mencoba.',
  failed: 'Belum terkirim, ada gangguan di server. Tulisan tetap ada di sini; tekan lagi untuk mencoba.',
  unfit: 'Isinya belum bisa dipakai. Tanda hanya huruf, angka, spasi, dan tanda hubung, paling panjang 30.',
  absent: 'Percakapan ini sudah dihapus atas permintaan pengguna.',
  holdsSecret: (found: string) =>
    `Belum dikirim: di dalamnya terbaca ${found}. Hapus dulu ya. Petugas tidak perlu menulis kode, kata sandi, atau nomor orang di chat.`,
} as const;

export const findingNames: Readonly<Record<Finding, string>> = {
  nik: 'NIK',
  kpj: 'nomor peserta (KPJ)',
  phone: 'nomor HP',
  email: 'alamat email',
  code: 'kode',
  password: 'kata sandi',
  digits: 'deretan angka',
};
