import type { Request } from 'restify';

const name = 'jmo_page';
const maxAgeSeconds = 15 * 60;

/** Lax, not Strict: opening the link from the chat again must find the page where it was left. */
export function browserCookie(secret: string, path: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${secret}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The secret this browser got when it proved control. */
export function readBrowser(req: Request): string | undefined {
  return req
    .header('cookie', '')
    .split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
