/** Every label of one's own account. */
export const accountStrings = {
  title: 'Akun saya',
  reload: 'Segarkan',
  saved: 'Tersimpan.',
  password: {
    title: 'Kata sandi',
    current: 'Kata sandi sekarang',
    next: 'Kata sandi baru',
    again: 'Kata sandi baru, sekali lagi',
    hint: 'Paling sedikit 12 karakter. Sesi di perangkat lain berakhir.',
    submit: 'Ganti kata sandi',
    done: 'Kata sandi sudah diganti. Sesi di perangkat lain berakhir.',
    different: 'Kedua kata sandi baru belum sama.',
    unfit: 'Kata sandi baru harus 12 sampai 256 karakter.',
    wrong: 'Kata sandi sekarang belum cocok.',
  },
  sessions: {
    title: 'Sesi yang terbuka',
    intro: 'Berakhir sendiri setelah 30 menit tanpa kegiatan, paling lama 12 jam.',
    columns: { device: 'Perangkat', startedAt: 'Masuk', seenAt: 'Terakhir dipakai', end: 'Tindakan' },
    current: 'sesi ini',
    unknownDevice: 'tidak menyebut namanya',
    end: 'Akhiri',
    endOf: (device: string) => `Akhiri sesi di ${device}`,
    ended: 'Sesi itu sudah berakhir.',
  },
} as const;

export const factorStrings = {
  title: 'Kode saat masuk',
  mandatoryTitle: 'Satu langkah lagi sebelum mulai',
  mandatory:
    'Admin masuk dengan kata sandi dan kode dari aplikasi autentikator. Daftarkan aplikasinya sekarang; perlu sekitar satu menit.',
  off: 'Belum aktif. Dengan kode, kata sandi yang bocor saja tidak cukup untuk masuk.',
  on: 'Aktif. Setiap masuk memerlukan kode dari aplikasi autentikator.',
  begin: 'Daftarkan aplikasi autentikator',
  scan: 'Pindai gambar ini dengan aplikasi autentikator di ponsel.',
  qrLabel: 'Kode QR untuk aplikasi autentikator; rahasianya juga tertulis di bawah',
  byHand: 'Tidak bisa memindai? Ketik rahasia ini di aplikasinya:',
  code: 'Kode dari aplikasi',
  confirm: 'Aktifkan',
  refused: 'Kodenya belum cocok. Periksa jam ponsel, lalu ketik kode yang baru.',
  recoveryTitle: 'Simpan kode pemulihan',
  recovery:
    'Untuk masuk kalau ponsel hilang. Tiap kode berlaku satu kali, dan daftar ini hanya tampil sekarang. Cetak atau simpan di tempat aman, jangan di ponsel yang sama.',
  recoveryList: 'Kode pemulihan',
  stored: 'Sudah saya simpan',
  currentCode: 'Kode sekarang',
  remove: 'Nonaktifkan kode',
  renew: 'Buat kode pemulihan baru',
  removed: 'Kode sudah dinonaktifkan.',
  /** The name under which the app lists it. */
  issuer: 'Konsol Bantuan JMO',
} as const;

/** What an authenticator app reads from the picture (the de facto standard of Google Authenticator). */
export function otpauthAddress(secret: string, email: string): string {
  const label = encodeURIComponent(`${factorStrings.issuer}:${email}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(factorStrings.issuer)}`;
}
