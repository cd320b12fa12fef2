import { createHash } from 'node:crypto';
import type { Request, Response } from 'restify';
import { sendJson } from '../http/respond.ts';

/** For pages that ask again every few seconds: what they have already is not sent once more (304). */
export function sendIfChanged(req: Request, res: Response, body: unknown): void {
  const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
  if (req.headers['if-none-match'] === tag) res.sendRaw(304, '', { ETag: tag });
  else sendJson(res, 200, body, { ETag: tag });
}
