import type { IncomingMessage } from 'node:http';
import { HttpError } from '../http/http-error.ts';

/**
 * A change has to come from our own page: the browser says from where (`Origin`), and no form can set `X-Console`. Throws
 * `HttpError` 403.
 */
export function refuseForgery(req: IncomingMessage, publicUrl: string | undefined): void {
  const { origin, host } = req.headers;
  const ours = origin !== undefined && URL.canParse(origin) && isOurs(new URL(origin), host, publicUrl);
  if (!ours || req.headers['x-console'] !== '1') throw new HttpError(403);
}

function isOurs(origin: URL, host: string | undefined, publicUrl: string | undefined): boolean {
  return origin.host === host || (publicUrl !== undefined && origin.origin === new URL(publicUrl).origin);
}
