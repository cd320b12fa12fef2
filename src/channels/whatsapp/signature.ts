import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../http/equal-secrets.ts';

/**
 * `X-Hub-Signature-256`: `sha256=` and the HMAC-SHA-256 under the app's secret, in lower-case hex. Over the raw bytes, which
 * Meta sends with every character beyond ASCII escaped; were they unescaped on the way, over the escaped form.
 */
export function isSignedBy(appSecret: string, body: Buffer, header: string | string[] | undefined): boolean {
  const signs = (text: Buffer | string) =>
    equalSecrets(header, `sha256=${createHmac('sha256', appSecret).update(text).digest('hex')}`);
  return signs(body) || (body.some(byte => byte > 0x7f) && signs(escaped(body.toString('utf8'))));
}

function escaped(text: string): string {
  return text.replace(/[^\0-~]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
