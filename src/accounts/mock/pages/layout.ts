import { type Html, html } from './html.ts';

/** The page's whole policy: no script at all, styles and forms only from and to ourselves, never framed. */
export const pageHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

export const stylePath = '/assets/page.css';

interface LayoutOptions {
  readonly title: string;
  readonly body: Html;
  /** For pages that only show something. */
  readonly refreshSeconds?: number;
}

/** Every page says first that it is a demo: without that line this repository would be a phishing kit. */
export function layout({ title, body, refreshSeconds }: LayoutOptions): string {
  const refresh =
    refreshSeconds === undefined ? html`` : html`<meta http-equiv="refresh" content="${refreshSeconds}">`;
  return html`<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
${refresh}
<title>${title}</title>
<link rel="stylesheet" href="${stylePath}">
</head>
<body>
<p class="demo" role="note">Mode demo, bukan layanan resmi BPJS Ketenagakerjaan; pakai data contoh</p>
<main>
${body}
</main>
</body>
</html>
`.markup;
}
