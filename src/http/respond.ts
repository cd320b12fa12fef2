import type { Response } from 'restify';
import type { ErrorBody, HttpError } from './http-error.ts';

type Headers = Readonly<Record<string, string>>;

/** Answers JSON. `body` is written as a literal by the caller, so that what leaves the server can be read there. */
export function sendJson(res: Response, status: number, body: unknown, headers: Headers = {}): void {
  // sendRaw, because restify's `send` chooses a format by the Accept header and would answer 406 to some callers.
  res.sendRaw(status, JSON.stringify(body), {
    'Content-Type': 'application/json; charset=utf-8',
    ...headers,
  });
}

export function sendHtml(res: Response, status: number, html: string, headers: Headers = {}): void {
  res.sendRaw(status, html, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
}

export function sendNothing(res: Response, headers: Headers = {}): void {
  res.sendRaw(204, '', { ...headers });
}

/** 303: the browser fetches `location` with GET, so a reload does not send a form twice. */
export function seeOther(res: Response, location: string): void {
  res.sendRaw(303, '', { Location: location });
}

export function sendError(res: Response, error: HttpError, id: string): void {
  const body: ErrorBody = { error: { code: error.code, message: error.message, id } };
  sendJson(res, error.status, { ...body, ...error.about }, error.headers);
}
