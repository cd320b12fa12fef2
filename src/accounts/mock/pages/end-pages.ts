import { stranger } from './code-page.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';

/** How a one-time page can end, each with a sentence that helps on. */
const ends = {
  proved: {
    title: 'Terbukti. Kembali ke chat',
    text: 'Kodenya cocok. Tutup halaman ini, lalu kembali ke chat untuk melihat hasilnya.',
  },
  passwordChanged: {
    title: 'Kata sandi sudah diganti. Kembali ke chat',
    text: 'Tutup halaman ini, lalu masuk ke aplikasi JMO dengan kata sandi baru. Pemberitahuan dikirim ke kontak yang terdaftar, dan sesi di perangkat lain sudah diakhiri.',
  },
  expired: {
    title: 'Waktunya sudah habis',
    text: 'Halaman ini tidak berlaku lagi. Kembali ke chat dan minta kode baru; data Kakak tetap aman.',
  },
  locked: {
    title: 'Terlalu banyak kode yang salah',
    text: 'Demi keamanan halaman ini dikunci. Akun JMO Kakak tidak ikut terkunci. Kembali ke chat dan minta kode baru.',
  },
  used: {
    title: 'Kode sudah dipakai',
    text: 'Halaman ini hanya bisa dilanjutkan di peramban tempat kodenya diketik. Kalau itu bukan Kakak, segera telepon 175.',
  },
  cancelled: {
    title: 'Permintaan dibatalkan',
    text: 'Halaman ini tidak berlaku lagi. Kalau masih perlu, mulai lagi dari chat.',
  },
  unknown: {
    title: 'Halaman tidak ditemukan',
    text: 'Tautannya mungkin terpotong. Kembali ke chat dan ketuk tautannya sekali lagi, atau minta yang baru.',
  },
  elsewhere: {
    title: 'Isian tidak dikirim dari halaman ini',
    text: 'Demi keamanan isiannya ditolak dan tidak ada yang berubah. Buka lagi tautan dari chat, lalu isi di sana.',
  },
} as const;

export type End = keyof typeof ends;

export function endPage(end: End): string {
  const { title, text } = ends[end];
  return layout({
    title,
    body: html`<h1>${title}</h1>
<p>${text}</p>
${stranger}`,
  });
}
