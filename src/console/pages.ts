import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { HttpError } from '../http/http-error.ts';
import { errorCode } from '../storage/error-code.ts';

/** Only these; the address never becomes a path. */
const files: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/console': { file: 'console.html', type: 'text/html; charset=utf-8' },
  '/console/': { file: 'console.html', type: 'text/html; charset=utf-8' },
  '/console/console.js': { file: 'console.js', type: 'text/javascript; charset=utf-8' },
  '/console/console.css': { file: 'console.css', type: 'text/css; charset=utf-8' },
};

/** With trusted types the browser itself refuses to turn a string into markup. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'X-Frame-Options': 'SAMEORIGIN',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The console's page, script and style sheet, from the folder that the build wrote. */
export function servePages(server: Server, webDir: string): void {
  for (const [path, { file, type }] of Object.entries(files)) {
    server.get(path, async (_req: Request, res: Response) => {
      res.sendRaw(200, await read(join(webDir, file)), { 'Content-Type': type, ...headers });
    });
  }
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw errorCode(error) === 'ENOENT' ? new HttpError(404, { cause: error }) : error;
  }
}
