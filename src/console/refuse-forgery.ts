import type { IncomingMessage } from 'node:http';
import { HttpError } from '../http/http-error.ts';

/**
 * A change that a browser asks for has to come from our own page: it says from where (`Origin`, which every browser sends
 * with a POST), and no form can set `X-Console`. A program that is no browser sends neither `Origin` nor `Sec-Fetch-Site`;
 * nobody's cookies ride along with it, so there is nothing to forge. Throws `HttpError` 403.
 */
export function refuseForgery(req: IncomingMessage, publicUrl: string | undefined): void {
  const { origin, host } = req.headers;
  if (origin === undefined && req.headers['sec-fetch-site'] === undefined) return;
  const ours = origin !== undefined && URL.canParse(origin) && isOurs(new URL(origin), host, publicUrl);
  if (!ours || req.headers['x-console'] !== '1') throw new HttpError(403);
}

function isOurs(origin: URL, host: string | undefined, publicUrl: string | undefined): boolean {
  return origin.host === host || (publicUrl !== undefined && origin.origin === new URL(publicUrl).origin);
}
