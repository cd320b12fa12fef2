/** First messages as people write them, one for each kind of trouble; the generator takes them in turn. */
export const firstMessages = [
  'kode otp gak masuk masuk dari tadi',
  'lupa password jmo',
  'akun saya terkunci gimana',
  'habis update malah gak bisa login',
  'email sama sandi udah bener tapi ditolak',
  'server jmo lagi gangguan ya',
  'nomor hp lama saya udah mati',
  'min gabisa masuk aplikasi',
] as const;

/** What the same person says next: a whole short chat, seven turns with the first. */
export const laterMessages = [
  'belum bisa',
  'maksudnya?',
  'udah dicoba',
  'tetep gak bisa',
  'kembali',
  'makasih',
] as const;
