import type { PrivacyKind } from '../../../console/privacy/presented.ts';
import type { Scope } from '../../../console/tokens/scopes.ts';

/** Every label of the page about people, tokens and personal data. */
export const rightsStrings = {
  title: 'Orang & hak',
  notDone: 'Belum berhasil. Muat ulang halaman ini, lalu coba lagi.',
  yourself: 'Akun sendiri tidak bisa diubah di sini.',
} as const;

export const peopleStrings = {
  title: 'Tim',
  columns: {
    name: 'Nama',
    email: 'Email',
    role: 'Peran',
    factor: 'Kode saat masuk',
    state: 'Keadaan',
    actions: 'Tindakan',
  },
  you: 'Anda',
  factor: { on: 'aktif', off: 'belum' },
  active: 'aktif',
  disabled: 'dinonaktifkan',
  roleOf: (name: string) => `Peran ${name}`,
  disable: 'Nonaktifkan',
  enable: 'Aktifkan lagi',
  resetFactor: 'Reset kode',
  actionOn: (action: string, name: string) => `${action}: ${name}`,
  changed: (name: string) => `Tersimpan untuk ${name}.`,
} as const;

export const inviteStrings = {
  title: 'Undang seseorang',
  email: 'Email',
  role: 'Peran',
  submit: 'Buat tautan undangan',
  made: 'Kirim tautan ini lewat jalur yang aman. Berlaku tiga hari, satu kali, dan hanya tampil sekarang.',
  link: 'Tautan undangan',
  open: 'Undangan yang belum dipakai',
  none: 'Tidak ada undangan yang menunggu.',
  columns: { email: 'Email', role: 'Peran', expiresAt: 'Berlaku sampai', revoke: 'Tindakan' },
  revoke: 'Batalkan',
  revokeOf: (email: string) => `Batalkan undangan ${email}`,
  revoked: 'Undangan dibatalkan.',
  problems: {
    'email-taken': 'Email itu sudah dipakai anggota tim.',
    'email-unreadable': 'Alamat email itu belum benar.',
  } as Readonly<Record<string, string>>,
} as const;

export const tokenStrings = {
  title: 'Token API',
  intro: 'Untuk program yang mengambil ekspor. Token hanya tampil sekali, dan bisa dicabut kapan saja.',
  none: 'Belum ada token.',
  columns: {
    name: 'Nama',
    scopes: 'Untuk',
    createdBy: 'Dibuat oleh',
    expiresAt: 'Berlaku sampai',
    lastUsedAt: 'Terakhir dipakai',
    actions: 'Tindakan',
  },
  scopes: { transcripts: 'transkrip', numbers: 'angka' } satisfies Record<Scope, string>,
  name: 'Nama token',
  scope: 'Boleh mengambil',
  days: 'Berlaku (hari)',
  submit: 'Buat token',
  made: 'Salin token ini sekarang; setelah halaman ini ditutup tidak bisa dilihat lagi.',
  text: 'Token',
  never: 'belum pernah',
  revoke: 'Cabut',
  revokeOf: (name: string) => `Cabut token ${name}`,
  revoked: 'dicabut',
  expired: 'sudah berakhir',
} as const;

export const privacyStrings = {
  title: 'Permintaan data pribadi',
  intro:
    'Permintaan hapus lewat chat langsung dikerjakan bot dan tercatat di sini. Catat sendiri yang datang lewat telepon, surat, atau kantor cabang; batas waktunya 3 × 24 jam.',
  retention: (days: number) =>
    `Percakapan dihapus otomatis setelah ${days} hari tanpa pesan baru (RETENTION_DAYS).`,
  noRetention: 'Percakapan tidak dihapus menurut umurnya (RETENTION_DAYS belum diisi).',
  waitingInChat: (count: number) =>
    `${count} penghapusan dari chat belum berhasil dan sedang dicoba lagi otomatis.`,
  none: 'Tidak ada permintaan.',
  columns: {
    kind: 'Permintaan',
    conversation: 'Percakapan',
    askedAt: 'Diminta',
    dueAt: 'Paling lambat',
    state: 'Keadaan',
    actions: 'Tindakan',
  },
  kinds: { erase: 'Hapus data', access: 'Lihat data' } satisfies Record<PrivacyKind, string>,
  left: (hours: number) => (hours < 0 ? `terlambat ${-hours} jam` : `${hours} jam lagi`),
  recordedBy: (name: string) => `dicatat ${name}`,
  inChat: 'lewat chat',
  erasedChat: 'sudah dihapus',
  bot: 'bot',
  done: (name: string, when: string, count: number) => `selesai ${when} oleh ${name}, ${count} percakapan`,
  carryOut: { erase: 'Hapus sekarang', access: 'Unduh datanya' } satisfies Record<PrivacyKind, string>,
  sure: 'Ya, hapus selamanya',
  cancel: 'Tidak jadi',
  onlyAdmin: 'dikerjakan admin',
  record: 'Catat permintaan',
  kind: 'Permintaan',
  id: 'ID percakapan',
  idHint: 'Ada di alamat halaman percakapan dan di keterangannya.',
  recorded: 'Permintaan tercatat.',
  erased: (count: number) => `${count} percakapan dihapus.`,
  absent: 'Tidak ada percakapan dengan ID itu.',
} as const;

export const invitationStrings = {
  title: 'Selamat datang di tim',
  offer: (email: string, role: string) =>
    `Undangan untuk ${email} sebagai ${role}. Pilih kata sandi sendiri.`,
  over: 'Undangan ini sudah dipakai atau sudah berakhir. Minta yang baru kepada admin.',
  password: 'Kata sandi',
  again: 'Kata sandi, sekali lagi',
  hint: 'Paling sedikit 12 karakter; kalimat pendek lebih mudah diingat.',
  submit: 'Simpan, lalu masuk',
  different: 'Kedua kata sandi belum sama.',
  unfit: 'Kata sandi harus 12 sampai 256 karakter.',
} as const;
