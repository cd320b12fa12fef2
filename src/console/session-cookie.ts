import type { IncomingMessage } from 'node:http';

/**
 * `__Host-`: no other host or path can set or read it. Browsers keep such a cookie over plain HTTP only on this machine
 * (Chromium and Firefox do on localhost and 127.0.0.1; Safari wants HTTPS there, too).
 */
const cookieName = '__Host-console';

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** Without an end of its own: it goes with the browser, on shared computers, too. */
export function sessionCookie(secret: string): string {
  return `${cookieName}=${secret}; ${attributes}`;
}

export const noSessionCookie = `${cookieName}=; ${attributes}; Max-Age=0`;

/** The secret that came with the request, if it looks like one of ours. */
export function readSessionCookie(req: IncomingMessage): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(';').map(pair => pair.trim());
  const value = pairs.find(pair => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}
