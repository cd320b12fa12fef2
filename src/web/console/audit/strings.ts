import type { PresentedCheck, PresentedEntry } from '../../../console/audit/presented.ts';

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
