import type { Symptom } from './understanding.ts';
import { createPatternFinder, pattern, type WordPattern } from './word-pattern.ts';

const no = 'tidak belum bukan jangan tanpa kurang';
const phone = 'hp|ponsel|telepon|handphone|perangkat|device|gadget|smartphone|android|iphone';
const update =
  'update|diupdate|updatean|upgrade|pembaruan|perbarui|diperbarui|memperbarui|perbaharui|diperbaharui';
const paid =
  'bayar|dibayar|membayar|terbayar|kebayar|dibayarkan|lunas|dilunasi|melunasi|lunasi|setor|disetor';
const unpaid = `${no} lama telat terlambat lupa berhenti mau akan harus kalau`;
const asked = `${no} minta diminta disuruh suruh harus wajib mau perlu untuk mesti dipaksa`;

/** Which words show which symptom, after `normalize`. */
const patterns = [
  [
    'after-update',
    pattern(`setelah|sesudah|habis|selesai|sejak|semenjak|gara|sehabis ${update}`, { gap: 2, unless: asked }),
  ],
  ['after-update', pattern(`sudah|baru ${update}`, { gap: 1, unless: asked })],
  [
    'reinstalled',
    pattern('install|pasang|download|unduh|uninstall|hapus ulang|lagi', { gap: 2, unless: no }),
  ],
  ['reinstalled', pattern('uninstall|reinstall install|pasang|download|sudah', { gap: 3, unless: no })],
  ['reinstalled', pattern('sudah|setelah|habis uninstall|reinstall', { gap: 1, unless: asked })],
  ['other-device', pattern(`${phone} lain|orang|teman|istri|suami|anak`, { unless: `${no} nomor` })],
  ['new-phone', pattern(`${phone} baru`, { unless: `${no} nomor telepon` })],
  ['new-phone', pattern(`ganti|beli|pindah|tukar ${phone}`, { unless: `${no} nomor telepon` })],
  [
    'credentials-correct',
    pattern('email|password|sandi|nik|data|kpj|username|surel benar|betul|sesuai', {
      gap: 4,
      unless: `${no} yang salah supaya agar harus tidaknya`,
    }),
  ],
  ['abroad', pattern('luar negeri', { unless: no })],
  ['abroad', pattern('hongkong|taiwan|malaysia|singapura|korea|jepang|arab|saudi|brunei|qatar|dubai|hong')],
  ['dual-sim', pattern('dua|2|dual|double sim|simcard|kartu', { unless: no })],
  ['dual-sim', pattern('sim|simcard|kartu 2|1|dua|kedua|ganda')],
  ['dual-sim', pattern('sim|simcard|kartu saya|aku|gue|gw|punya dua|2', { unless: no })],
  ['vpn', pattern('vpn|proxy', { unless: no })],
  [
    'weak-signal',
    pattern('sinyal|jaringan|koneksi|internet|wifi jelek|lemah|lemot|susah|hilang|putus|buruk|lambat', {
      gap: 2,
      unless: no,
    }),
  ],
  ['weak-signal', pattern('tidak|susah|hilang ada|dapat sinyal|jaringan|internet')],
  ['inbox-full', pattern('inbox|kotak|email|memori|penyimpanan|sms penuh|full', { gap: 3, unless: no })],
  ['in-spam', pattern('di|ke|folder|masuk spam|junk', { gap: 1, unless: no })],
  ['no-credit', pattern('pulsa|paket|kuota|masa habis|kosong|nol|tenggang', { gap: 2, unless: no })],
  ['no-credit', pattern('tidak|belum|habis|kehabisan pulsa|kuota', { gap: 2 })],
  ['app-crash', pattern('keluar|tutup|menutup|close|berhenti|mati sendiri', { unless: no })],
  ['app-crash', pattern('force close|stop|closed|stopped')],
  ['app-crash', pattern('mental|terpental|ngeblank|blank|terhenti|crash|fc', { unless: no })],
  ['app-crash', pattern('layar putih|hitam|gelap')],
  ['app-crash', pattern('aplikasi|jmo|apk terus|telah|selalu berhenti|tutup')],
  ['app-crash', pattern('aplikasi|jmo tidak dibuka|buka|terbuka|kebuka|merespons|respon', { gap: 1 })],
  ['app-crash', pattern('tidak dibuka|buka|terbuka|kebuka aplikasi|jmo', { gap: 1 })],
  ['app-crash', pattern('stuck|nyangkut|freeze|ngefreeze', { unless: no })],
  ['update-asked', pattern(`diminta|disuruh|minta|suruh|harus|dipaksa ${update}`, { gap: 2, unless: no })],
  ['old-system', pattern('android|ios lama|versi', { gap: 1, unless: no })],
  ['old-system', pattern('hp|ponsel|android|iphone jadul|tua|lawas|kuno', { unless: no })],
  ['old-system', pattern('tidak|belum support|mendukung|didukung|kompatibel|cocok', { gap: 1 })],
  ['wrong-clock', pattern('jam|tanggal|waktu salah|ngaco|beda|mundur|maju', { gap: 2, unless: no })],
  ['cache-asked', pattern('cara|bagaimana|dimana cache', { gap: 4 })],
  ['cache-asked', pattern('cache bagaimana|dimana|cara|caranya', { gap: 3, unless: 'sudah' })],
  ['paid', pattern(`sudah|baru|barusan|habis|setelah|selesai|kemarin ${paid}`, { gap: 2, unless: unpaid })],
] as const satisfies readonly (readonly [Symptom, WordPattern])[];

/** Circumstances that the message tells of; none twice. */
export const findSymptoms: (words: readonly string[]) => readonly Symptom[] =
  createPatternFinder<Symptom>(patterns);
