import type { InboxMessage } from '../state.ts';
import { type Html, html } from './html.ts';
import { layout } from './layout.ts';

const time = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', timeStyle: 'medium' });

/** Development only: what would have reached phones and mailboxes, newest first. */
export function inboxPage(messages: readonly InboxMessage[]): string {
  return layout({
    title: 'Kotak masuk percobaan',
    refreshSeconds: 3,
    body: html`<h1>Kotak masuk percobaan</h1>
<p class="quiet">SMS dan e-mail dari layanan akun tiruan muncul di sini, yang terbaru di atas. Halaman ini memuat ulang sendiri.</p>
${messages.length === 0 ? html`<p>Belum ada pesan. Minta kode dari chat dulu.</p>` : list(messages)}`,
  });
}

function list(messages: readonly InboxMessage[]): Html {
  return html`<ol class="inbox">${messages.map(item)}</ol>`;
}

function item({ at, via, to, text, code }: InboxMessage): Html {
  return html`<li><span class="quiet">${via === 'sms' ? 'SMS' : 'E-mail'} ke ${to}, <time datetime="${at}">${time.format(Date.parse(at))} WIB</time></span>
${code === null ? html`` : html`<p class="code">${code}</p>`}
<p>${text}</p></li>`;
}
