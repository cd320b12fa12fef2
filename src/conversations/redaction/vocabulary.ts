/** Words that decide what a number or a token near them is. Lower case. */

export const passwordWord =
  /(?<!\p{L})(?:kata ?sandi|kata ?kunci|sandi|passwords?|passwort|passw?or?d|paswo?r?d|passcode|pass|pwd?|psw)(?:nya|ku|mu)?(?!\p{L})/giu;

export const passwordFillers = words(
  `saya sy aku gue gw ane kami ku nya mu baru lama yg yang jmo akun akunku adalah yaitu ialah yakni itu ini ya kak min is
   my old new dan atau jadi ke ganti diganti pakai pake dgn dengan`,
);

/** After these even a plain word is the password itself. */
export const passwordIntroducers = words('adalah yaitu ialah yakni is');

export const codeWords = words(
  'kode kodenya kodeku otp otpnya code token tokennya pin pinnya verifikasi verif verifikasinya sms smsnya',
);

export const passwordWords = words(
  'sandi sandinya sandiku password passwordnya passwordku pass passnya pw pwnya pwd pasword paswordnya passwordmu',
);

/** May stand between "kode" or "sandi" and its number. */
export const numberFillers = words(
  `saya sy aku gue gw nya ku ini itu adalah yaitu is ya yg yang baru lama masuk dari di no nomor jmo akun kak min dan atau
   kata`,
);

export const yearWords = words('tahun thn th taun sejak');

/** Numbers of public help lines: BPJS Ketenagakerjaan and, often confused with it, BPJS Kesehatan. */
export const publicNumbers = words('175 165');

/** Spoken digits, one digit each. */
export const numberWord =
  /(?<!\p{L})(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|sepuluh|sebelas|belas|puluh|zero|one|two|three|four|five|six|seven|eight|nine)(?!\p{L})/giu;

const ordinaryWords = words(
  `salah lupa benar bener betul sudah udah udh sdh belum blm tidak tdk gak ga gk nggak ngga enggak kagak bukan bisa bs gabisa
   dong donk tolong mohon saja aja juga jg tapi tp tetap tetep terus trus selalu masih msh lagi lg sama sm kok kenapa knp
   gimana gmn bagaimana apa apakah kapan dimana mana siapa harus perlu wajib kurang minimal maksimal panjang pendek huruf
   angka karakter simbol kapital email e-mail emailnya gmail nomor hp akun login masuk aplikasi reset riset ubah rubah hilang
   ditolak invalid error gagal berhasil sukses expired kadaluarsa kedaluwarsa diganti ganti terblokir terkunci diblokir
   sesuai cocok valid dengan untuk utk buat dari pada karena krn soalnya padahal kalau kalo klo waktu saat pas setelah sblm
   sebelum lewat via sms kode otp bpjs bpjstk jamsostek ktp nik kpj kartu peserta hrd kantor cabang pusing bingung kemarin
   tadi sekarang skrg tersebut yg yang itu ini semua coba dicoba rahasia aman lemah kuat jelek bagus wrong forgot correct`,
);

const ordinaryShapes = [
  // digits for reduplication, "baik2"; only well-known ones, as "rahasia2" may be a password
  /^(?:coba|baik|benar|bener|lama|masing|kadang|tiba|sama|terus|berkali|cepat|cepet|salah|masuk|login|mati|ulang|makasih|tolong|mudah|moga|gara|orang|hal|bolak|pelan|jelas|temen|teman)2(?:an|nya|kan)?$/,
  /^\d{1,4}(?:x|kali|hari|hr|minggu|mgg|bulan|bln|tahun|thn|th|jam|menit|mnt|detik|an|g|gb|mb|rb|ribu|jt|juta|digit|angka|karakter|huruf)$/,
  /^(?:jam|pukul|android|ios|iphone|hp|versi|ver|v|tgl|tanggal|redmi|note|oppo|vivo|galaxy|samsung|windows|win|ke|step|langkah|rp|covid)-?\d{1,6}(?:[.,]\d{1,3})*$/,
  /^(?:whatsapp|playstore|iphone|youtube|facebook|appstore|tiktok|linkedin|powerpoint|javascript)$/,
  /^jmo-[0-9a-z]{4}-[0-9a-z]{4}$/,
];

/** A word of everyday speech, no secret. */
export function isOrdinary(token: string): boolean {
  const plain = token.toLowerCase().replace(/[^\p{L}\d]+$/u, '');
  return ordinaryWords.has(plain) || ordinaryShapes.some(shape => shape.test(plain));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}
