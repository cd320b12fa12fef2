import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HttpError } from './http-error.ts';

/** No body of ours comes near this; channels' batches neither. */
export const largestBody = 64 * 1024;

interface ReadOptions {
  /** In bytes, counted while reading. */
  readonly limit?: number;
}

/** Reads a JSON body and checks it. Throws `HttpError` 413, 415, 400 (not JSON) or 422 (not the shape). */
export async function readJson<S extends z.ZodType>(
  req: IncomingMessage,
  schema: S,
  options: ReadOptions = {},
): Promise<z.infer<S>> {
  return check(schema, parseJson(await readBytes(req, ['application/json'], options)));
}

/** The same for a request that needs no body: none at all counts as `{}`. */
export async function readOptionalJson<S extends z.ZodType>(
  req: IncomingMessage,
  schema: S,
): Promise<z.infer<S>> {
  const { 'content-length': length = '0', 'transfer-encoding': encoding } = req.headers;
  return length === '0' && encoding === undefined ? check(schema, {}) : readJson(req, schema);
}

/** Reads an HTML form; of a field sent twice the last one counts. Throws like `readJson`. */
export async function readForm<S extends z.ZodType>(
  req: IncomingMessage,
  schema: S,
  options: ReadOptions = {},
): Promise<z.infer<S>> {
  const bytes = await readBytes(req, ['application/x-www-form-urlencoded'], options);
  return check(schema, Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))));
}

/**
 * The body as it came, e.g. for a signature over the raw bytes. Content type and encoding are refused before the first
 * byte is looked at; past the limit the socket is destroyed, so that a flood costs its sender, not us.
 */
export async function readBytes(
  req: IncomingMessage,
  contentTypes: readonly string[],
  { limit = largestBody }: ReadOptions = {},
): Promise<Buffer> {
  refuseUnexpected(req, contentTypes, limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // Events, because reading with `for await` costs several times as much, and every message is read.
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= limit) return;
      reject(refuse(413));
      req.destroy();
    });
    req.once('end', () => resolve(Buffer.concat(chunks, size)));
    // The sender went away in the middle, or before: their doing, not a fault of ours.
    const goneAway = (cause?: unknown) => {
      if (!req.readableEnded) reject(refuse(400, cause));
    };
    req.once('error', goneAway);
    req.once('close', goneAway);
    if (req.destroyed) goneAway();
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON of bytes that were read before. Throws `HttpError` 400. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw new HttpError(400, { cause: error });
  }
}

/** Throws `HttpError` 422; which field it was is not told, because the message would quote what was sent. */
export function check<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new HttpError(422);
  return parsed.data;
}

function refuseUnexpected(req: IncomingMessage, contentTypes: readonly string[], limit: number): void {
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw refuse(415);
  const contentType = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!contentTypes.includes(contentType)) throw refuse(415);
  if (Number(req.headers['content-length'] ?? 0) > limit) throw refuse(413);
}

/** Closes the connection after the answer: the rest of an unread body must not be drained. */
function refuse(status: 400 | 413 | 415, cause?: unknown): HttpError {
  return new HttpError(status, { headers: { Connection: 'close' }, cause });
}
