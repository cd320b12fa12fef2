import type { CodeRoute, VerificationPurpose } from '../../account-service.ts';
import { codeMinutes } from '../lifetimes.ts';
import { type Html, html, nothing } from './html.ts';
import { layout } from './layout.ts';

export type CodeProblem =
  | { readonly kind: 'none' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'notSixDigits' };

interface CodePage {
  readonly purpose: VerificationPurpose;
  readonly by: CodeRoute;
  readonly problem: CodeProblem;
}

const purposes = {
  diagnosis: 'untuk memeriksa keadaan akun',
  'new-password': 'untuk membuat kata sandi baru',
} as const satisfies Record<VerificationPurpose, string>;

const routes = {
  sms: 'lewat SMS ke nomor yang terdaftar',
  email: 'ke e-mail yang terdaftar; lihat juga folder spam',
} as const satisfies Record<CodeRoute, string>;

/** Step 1. Looks the same whether or not there is such a member. */
export function codePage({ purpose, by, problem }: CodePage): string {
  const wrong = problem.kind !== 'none';
  return layout({
    title: wrong ? 'Kode belum cocok' : 'Masukkan kode',
    body: html`<h1>Masukkan kode</h1>
<p class="why">Permintaan ini datang dari chat bantuan login JMO, ${purposes[purpose]}.</p>
${describe(problem)}
<p>Kalau datanya cocok, kode 6 angka dikirim ${routes[by]}. Kode berlaku ${codeMinutes[by]} menit.</p>
<form method="post">
<label for="code">Kode 6 angka</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required autofocus${wrong ? invalid : nothing}>
<button type="submit">Periksa kode</button>
</form>
<p class="quiet">Kode belum masuk? Kembali ke chat, lalu minta kirim ulang.</p>
${stranger}`,
  });
}

/** For somebody who was talked into this by a fraudster. */
export const stranger: Html = html`<p class="warning">Kalau ada orang lain yang mengirim tautan ini atau meminta kode, tutup halaman ini dan telepon 175. Petugas tidak pernah meminta kode atau kata sandi.</p>`;

export const invalid: Html = html` aria-invalid="true" aria-describedby="problem"`;

function describe(problem: CodeProblem): Html {
  switch (problem.kind) {
    case 'none':
      return nothing;
    case 'wrong':
      return html`<p class="problem" id="problem" role="alert">Kodenya belum cocok. Tinggal ${problem.triesLeft} kali coba lagi. Pakai kode dari pesan yang paling baru.</p>`;
    case 'notSixDigits':
      return html`<p class="problem" id="problem" role="alert">Kodenya harus 6 angka. Cek lagi pesannya, lalu ketik semua angkanya. Ini belum dihitung sebagai percobaan.</p>`;
  }
}
