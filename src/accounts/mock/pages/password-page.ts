import type { PasswordCheck } from '../password-rules.ts';
import { invalid, stranger } from './code-page.ts';
import { html, nothing } from './html.ts';
import { layout } from './layout.ts';

export type PasswordProblem = Extract<PasswordCheck, { kind: 'refused' }>['because'];

const reasons = {
  different: 'Kedua isian belum sama. Ketik kata sandi yang sama dua kali.',
  tooShort: 'Kata sandinya terlalu pendek. Pakai paling sedikit 10 karakter.',
  tooLong: 'Kata sandinya terlalu panjang. Pakai paling banyak 128 karakter.',
  common:
    'Kata sandi ini terlalu umum dan mudah ditebak. Coba gabungkan beberapa kata yang hanya Kakak tahu.',
  ownNumbers:
    'Kata sandi ini memuat NIK, nomor peserta, nomor HP, tanggal lahir, atau e-mail sendiri. Orang lain bisa menebaknya.',
} as const satisfies Record<PasswordProblem, string>;

/** Step 2 of a reset; what was typed is never sent back. */
export function passwordPage(problem?: PasswordProblem): string {
  const mark = problem === undefined ? nothing : invalid;
  return layout({
    title: problem === undefined ? 'Buat kata sandi baru' : 'Kata sandi belum bisa dipakai',
    body: html`<h1>Buat kata sandi baru</h1>
<p>Kode cocok. Sekarang pilih kata sandi baru untuk akun JMO.</p>
${problem === undefined ? nothing : html`<p class="problem" id="problem" role="alert">${reasons[problem]}</p>`}
<form method="post">
<label for="password">Kata sandi baru</label>
<input id="password" name="password" type="password" autocomplete="new-password" minlength="10" maxlength="128" required autofocus${mark}>
<p class="hint">Paling sedikit 10 karakter. Jangan pakai NIK, nomor peserta, nomor HP, atau tanggal lahir.</p>
<label for="again">Ketik sekali lagi</label>
<input id="again" name="again" type="password" autocomplete="new-password" minlength="10" maxlength="128" required>
<button type="submit">Simpan kata sandi</button>
</form>
${stranger}`,
  });
}
