import type { Request } from 'restify';

/**
 * Whether a form came from our own page. Browsers that know Sec-Fetch-Site tell the truth there; older ones send Origin.
 * Neither: no browser, so nobody's cookies were borrowed. `Origin: null` without Sec-Fetch-Site is refused.
 */
export function isSameOrigin(req: Request, publicUrl: string): boolean {
  const site = req.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = req.headers;
  if (origin === undefined) return true;
  return origin === new URL(publicUrl).origin || origin === `http://${host}`;
}
