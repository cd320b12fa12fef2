import type { Objection } from '../../../learning/report.ts';

/** Every word of the learning pages. */

export const learningStrings = {
  area: 'Ajari bot',
  inboxTitle: 'Belum dipahami',
  inboxIntro:
    'Kalimat yang tidak dikenali, meragukan, atau dari percakapan yang dinilai 1–2. Teks sudah disamarkan. Lewati kalimat yang memuat nama orang.',
  waiting: (count: number) => `${count} kalimat menunggu`,
  reload: 'Segarkan',
  emptyTitle: 'Semua sudah diputuskan',
  empty:
    'Begitu bot tidak yakin dengan sebuah kalimat, kalimat itu muncul di sini, dikelompokkan dengan yang mirip.',
  groups: 'Kelompok kalimat',
  size: (count: number) => `${count} kalimat`,
  times: (count: number) => `${count}×`,
  readOnly: 'Peran Anda hanya bisa melihat. Melabeli perlu peran penyunting atau admin.',
  choose: 'Apa maksud kalimat ini?',
  whole: 'Berlaku untuk seluruh kelompok',
  wholeKey: 'g',
  other: 'Maksud lain',
  otherPlaceholder: 'Ketik nama maksud',
  outOfScope: 'Di luar cakupan',
  skip: 'Lewati, tidak mengajarkan apa-apa',
  save: 'Simpan',
  chosen: (title: string, texts: number) =>
    texts === 1 ? `Enter menyimpan: ${title}` : `Enter menyimpan ${texts} kalimat: ${title}`,
  chooseFirst: 'Tekan angka untuk memilih, lalu Enter.',
  saved: (title: string, texts: number) => `Tersimpan: ${title} (${texts} kalimat).`,
  undo: 'Batalkan',
  undone: 'Dibatalkan; kalimatnya kembali ke daftar.',
  notSaved: 'Belum tersimpan. Coba lagi.',
  conversation: 'Buka percakapan',
  keys: [
    ['1–5', 'pilih maksud'],
    ['o', 'di luar cakupan'],
    ['s', 'lewati'],
    ['/', 'cari maksud'],
    ['g', 'seluruh kelompok'],
    ['Enter', 'simpan'],
    ['u', 'batalkan'],
    ['↑ ↓', 'pindah'],
  ],
  modelTitle: 'Model',
  answering: 'Yang menjawab sekarang',
  base: 'Model dasar (intents/)',
  version: (number: number) => `Versi ${number}`,
  taught: 'Label',
  noneTaught: 'belum ada',
  taughtCount: (taught: number, untrained: number) =>
    untrained === 0 ? `${taught}, semua sudah dilatih` : `${taught}, ${untrained} belum masuk model`,
  stale: (number: number) =>
    `Versi ${number} dilatih dengan isi intents/ yang lama, jadi model dasar yang menjawab. Latih ulang.`,
  train: 'Latih ulang',
  training: (percent: number) => `Melatih… ${percent}%`,
  trainingHint: 'Bot tetap menjawab selama pelatihan.',
  nothingNew: 'Belum ada label baru sejak pelatihan terakhir.',
  started: 'Pelatihan dimulai.',
  running: 'Pelatihan lain masih berjalan.',
  patch: 'Unduh sebagai patch',
  patchEmpty: 'Belum ada label untuk diekspor.',
  patchName: 'label-bot.patch',
  versions: 'Versi',
  noVersions: 'Belum pernah dilatih. Setelah ada label, tekan "Latih ulang".',
  activate: 'Aktifkan',
  rollBack: 'Kembali ke sini',
  activated: (name: string) => `${name} sekarang menjawab.`,
  failed: 'Tidak berhasil. Coba lagi.',
  details: (number: number) => `Laporan versi ${number}`,
  byWhom: (name: string, labels: number) => `oleh ${name}, ${labels} label`,
  whyRefused: 'Ditolak karena:',
  figures: 'Ukuran dengan kalimat uji',
  figure: 'Ukuran',
  before: 'Sekarang',
  after: 'Baru',
  perIntent: 'Maksud yang berubah',
  intent: 'Maksud',
  labels: 'Label',
  noChange: 'Tidak ada maksud yang berubah.',
  lost: (count: number) => `Tadinya benar, sekarang salah (${count})`,
  won: (count: number) => `Tadinya salah, sekarang benar (${count})`,
  broken: (count: number) => `Chat contoh yang terbaca lain (${count})`,
  contradicting: (count: number) => `Label yang bertentangan dengan intents/, tidak dilatih (${count})`,
  overruling: (count: number) => `Label yang melawan keyakinan model sekarang (${count})`,
  mistake: (wanted: string, got: string) => `${wanted} → ${got}`,
  seconds: (seconds: number) => `${seconds} detik`,
  tookTime: 'Lama pelatihan',
  tests: 'Kalimat uji',
  golden: 'Chat contoh diperiksa',
  noGolden: 'tidak ada di server ini',
} as const;

export const doubtNames = {
  unknown: 'tidak dikenali',
  unsure: 'ragu',
  ratedBadly: 'dinilai buruk',
} as const;

export const versionStates = {
  training: 'sedang dilatih',
  passed: 'lolos',
  refused: 'ditolak',
  failed: 'gagal',
} as const;

export const figureNames = {
  accuracy: 'Ketepatan',
  macroF1: 'F1 rata-rata per maksud',
  coverage: 'Dijawab tanpa bertanya',
  answeredAccuracy: 'Ketepatan yang dijawab',
  calibrationError: 'Galat kalibrasi (0 terbaik)',
} as const;

/** Why the gate refused, one sentence each. */
export function explainObjection(objection: Objection, titleOf: (intent: string) => string): string {
  switch (objection.kind) {
    case 'lessAccurate':
      return `Ketepatan pada kalimat uji turun dari ${percent(objection.before)} ke ${percent(objection.after)}: ${objection.lost} jadi salah, ${objection.won} jadi benar.`;
    case 'answersLess':
      return `Bot lebih sering harus bertanya balik: yang langsung dijawab turun dari ${percent(objection.before)} ke ${percent(objection.after)}.`;
    case 'answersWorse':
      return `Jawaban yang langsung diberikan lebih sering salah: ketepatannya turun dari ${percent(objection.before)} ke ${percent(objection.after)}.`;
    case 'worseCalibrated':
      return `Keyakinan model kurang bisa dipercaya: galat kalibrasi naik dari ${decimal(objection.before)} ke ${decimal(objection.after)}.`;
    case 'intentWorse':
      return `"${titleOf(objection.intent)}" jadi lebih sering keliru: ${objection.after} dari ${objection.tests} kalimat uji benar, tadinya ${objection.before}.`;
    case 'guardedIntentWorse':
      return `"${titleOf(objection.intent)}" tidak boleh memburuk: ${objection.after} dari ${objection.tests} kalimat uji benar, tadinya ${objection.before}.`;
    case 'goldenBroken':
      return `${objection.count} kalimat dari chat contoh sekarang terbaca sebagai maksud lain.`;
    case 'labelsOverrule':
      return `${objection.count} dari ${objection.labels} label melawan maksud yang sudah dipahami dengan yakin. Periksa lagi label-label itu.`;
  }
}

export function percent(share: number): string {
  return `${(share * 100).toLocaleString('id-ID', { maximumFractionDigits: 1 })}%`;
}

export function decimal(value: number): string {
  return value.toLocaleString('id-ID', { maximumFractionDigits: 3 });
}
