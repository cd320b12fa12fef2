import { createHmac } from 'node:crypto';
import { equalSecrets } from '../../http/equal-secrets.ts';

/** `X-Hub-Signature-256`: `sha256=` and the HMAC-SHA-256 of the raw bytes under the app's secret, in lower-case hex. */
export function isSignedBy(appSecret: string, body: Buffer, header: string | string[] | undefined): boolean {
  return equalSecrets(header, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
}
