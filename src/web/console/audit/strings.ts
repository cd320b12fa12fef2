import type { AuditChange, PresentedCheck, PresentedEntry } from '../../../console/audit/presented.ts';
import type { FormatName } from '../../../conversations/transcripts/formats.ts';
import type { Decision } from '../../../learning/label.ts';

/** Every label of the audit log's page. */
export const auditStrings = {
  title: 'Catatan audit',
  intro:
    'Siapa melakukan apa, kapan. Catatan hanya bisa ditambah, dan tiap baris terikat pada baris sebelumnya.',
  filters: 'Penyaring catatan',
  action: 'Tindakan',
  actor: 'Oleh',
  all: 'Semua',
  none: 'Tidak ada catatan yang cocok.',
  more: 'Muat lagi',
  check: 'Periksa rantai',
  checking: 'Memeriksa…',
  columns: {
    number: 'No.',
    at: 'Waktu',
    actor: 'Oleh',
    action: 'Tindakan',
    object: 'Terhadap',
    details: 'Rincian',
  },
  whole: (entries: number, head: string) =>
    `Rantai utuh: ${entries} catatan. Hash terakhir ${head}; catat di tempat lain supaya pemotongan kelak ketahuan.`,
  broken: (number: number, problem: string) =>
    `Rantai putus di catatan nomor ${number}: ${problem}. Hubungi pengelola server, dan jangan hapus apa pun.`,
  notChecked: 'Belum bisa diperiksa. Coba lagi sebentar lagi.',
  unknown: 'tidak dikenal',
  commandLine: 'baris perintah',
} as const;

export const problemNames: Readonly<Record<NonNullable<PresentedCheck['broken']>['problem'], string>> = {
  changed: 'isinya diubah',
  missing: 'ada yang hilang',
  unreadable: 'tidak bisa dibaca',
};

export const actionNames: Readonly<Record<PresentedEntry['action'], string>> = {
  'log-in': 'masuk',
  'log-in-refused': 'gagal masuk',
  'log-out': 'keluar',
  'take-over': 'ambil alih',
  release: 'kembalikan ke bot',
  assign: 'serahkan ke rekan',
  'retry-delivery': 'kirim lagi',
  unmask: 'buka data tersegel',
  export: 'ekspor',
  erase: 'hapus data pengguna',
  'privacy-request': 'catat permintaan data',
  label: 'ajari bot',
  'train-model': 'latih model',
  'activate-model': 'aktifkan model',
  'roll-back-model': 'kembali ke model lama',
  'declare-incident': 'umumkan gangguan',
  'end-incident': 'akhiri gangguan',
  'change-setting': 'ubah pengaturan',
  'change-user': 'ubah pengguna',
};

export const changeNames: Readonly<Record<AuditChange, string>> = {
  added: 'pengguna ditambahkan',
  role: 'peran diganti',
  disabled: 'dinonaktifkan',
  enabled: 'diaktifkan lagi',
  password: 'kata sandi diganti',
  'second-factor-on': 'kode saat masuk diaktifkan',
  'second-factor-off': 'kode saat masuk dilepas',
  'recovery-codes': 'kode pemulihan dibuat baru',
  'session-ended': 'sesi diakhiri',
  invited: 'diundang',
  'invitation-revoked': 'undangan dibatalkan',
  accepted: 'undangan diterima',
  'token-made': 'token dibuat',
  'token-revoked': 'token dicabut',
};

export const decisionNames: Readonly<Record<Decision['kind'], string>> = {
  intent: 'diberi maksud',
  skip: 'dilewati: tidak untuk diajarkan',
  withdrawn: 'ditarik kembali',
};

export const formatNames: Readonly<Record<FormatName, string>> = {
  csv: 'CSV',
  jsonl: 'JSONL',
  transcript: 'transkrip Bot Framework',
};

/** Exports that are no single conversation, by what the log calls them. */
export const exportedNames: Readonly<Record<string, string>> = {
  conversations: 'daftar percakapan',
  labels: 'hasil mengajari bot',
  'numbers/days': 'angka per hari',
  'numbers/causes': 'angka penyebab',
  'numbers/steps': 'angka langkah',
  'numbers/mixedUp': 'angka maksud yang tertukar',
};

export const inWordsStrings = {
  nothingElse: '–',
  oneself: 'akun sendiri',
  invitation: 'sebuah undangan',
  chat: (start: string) => `percakapan ${start}…`,
  messageOf: (number: number, chat: string) => `pesan ke-${number}, ${chat}`,
  model: (number: number) => (number === 0 ? 'model bawaan' : `model versi ${number}`),
  token: (name: string) => `token ${name}`,
  refusals: {
    'log-in-refused': 'email atau kata sandi salah',
    'second-factor-refused': 'kode saat masuk salah',
  } as Readonly<Record<string, string>>,
  to: (name: string) => `kepada ${name}`,
  toNobody: 'penanda rekan dilepas',
  message: (number: string) => `pesan ke-${number}`,
  arrival: 'pesan masuk',
  reason: (reason: string) => `alasan: ${reason}`,
  opened: (names: string) => `dibuka: ${names}`,
  nothingOpened: 'tidak ada yang tersegel',
  format: (format: string) => `sebagai ${format}`,
  narrowedBy: (conditions: string) => `disaring menurut ${conditions}`,
  conditions: {
    text: 'kata',
    holder: 'pemegang',
    outcome: 'hasil',
    channel: 'kanal',
    intent: 'maksud',
    cause: 'sebab',
    fallback: 'tidak dipahami',
    sureBelow: 'keyakinan',
    rated: 'nilai pengguna',
    agent: 'petugas',
    tag: 'tanda',
    since: 'tanggal awal',
    until: 'tanggal akhir',
  } as Readonly<Record<string, string>>,
  period: (from: string, to: string) => `${from} sampai ${to}`,
  texts: (count: string) => `${count} kalimat`,
  onRequest: 'atas permintaan pemilik data',
  requests: { erase: 'minta dihapus', access: 'minta dilihat' } as Readonly<Record<string, string>>,
  taught: (intent: string) => `artinya ${intent}`,
  labels: (number: string) => `memakai keputusan sampai nomor ${number}`,
  before: (model: string) => `sebelumnya ${model}`,
  scopes: (names: string) => `untuk ${names}`,
  scopeNames: { transcripts: 'transkrip', numbers: 'angka' } as Readonly<Record<string, string>>,
  days: (days: string) => `berlaku ${days} hari`,
  role: (role: string) => `peran ${role}`,
} as const;
