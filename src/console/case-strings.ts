import type { AttemptKind, Ownership } from '../conversations/case-notes.ts';

/** Every word of a case's summary, for the support team. Causes come with their names from dialogs/. */
export const caseStrings = {
  ticket: 'Nomor tiket',
  personWanted: 'Minta petugas',
  asked: 'Yang ditanyakan',
  /** Nothing was understood: the user's own words. */
  said: 'Kata pengguna',
  causes: 'Dugaan penyebab',
  tried: 'Yang sudah dicoba',
  nothingTried: 'belum ada',
  ownership: 'Pemilik akun',
  verdict: 'Kata layanan akun',
  notAskedForVerdict: 'belum ditanyakan',
  open: 'Pertanyaan terbuka',
  nothingOpen: 'tidak ada',
  moment: (date: string, time: string) => `${date} pukul ${time} WIB`,
} as const;

export const attemptNames: Readonly<Record<AttemptKind, string>> = {
  advice: 'penyebabnya dijelaskan',
  guide: 'dipandu di aplikasi JMO',
  code: 'kode dikirim kalau datanya cocok',
  newPassword: 'kata sandi sudah diganti',
};

export const ownershipNames: Readonly<Record<Ownership, string>> = {
  notAsked: 'belum diperiksa',
  declined: 'tidak mau memberi NIK dan KPJ',
  pending: 'kode diminta, belum terbukti',
  proved: 'sudah terbukti lewat kode',
};

/** A name that dialogs have learnt since is shown as it is. */
export const verdictNames: Readonly<Record<string, string>> = {
  active: 'akun aktif, tidak ada halangan',
  locked: 'terkunci sementara',
  otherDevice: 'masih aktif di perangkat lain',
  overdueByEmployer: 'iuran menunggak, dibayar perusahaan',
  overdueByMember: 'iuran menunggak, dibayar sendiri',
  pending: 'baru didaftarkan, masih diproses',
  pendingTooLong: 'belum aktif, lebih lama dari biasanya',
  replaced: 'KPJ lama, sudah ada yang lebih baru',
  noEmail: 'belum punya email',
};
