import type { IncomingMessage } from 'node:http';
import { HttpError } from '../../http/http-error.ts';
import { largestBody } from '../../http/read-body.ts';
import { ClientActivityId } from './post-activity.ts';

/** In bytes: a photo of a telephone fits. The client has to send it all before it listens to our answer. */
const largestUpload = 10 * 1024 * 1024;

/**
 * Lets an upload run out without keeping any of it. All we want is the client's own id of the message, which official
 * clients put into the first part. Throws `HttpError` 413 or 415.
 */
export async function readUpload(req: IncomingMessage): Promise<{ clientActivityId: string | undefined }> {
  refuseUnexpected(req);
  const head: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req) {
      if (size < largestBody) head.push(chunk.subarray(0, largestBody - size));
      size += chunk.length;
      if (size > largestUpload) throw refuse(413);
    }
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw refuse(400, error);
  }
  return { clientActivityId: findClientActivityId(Buffer.concat(head).toString('latin1')) };
}

function findClientActivityId(text: string): string | undefined {
  const [, found] = /"clientActivityID" ?: ?"([^"\\]{1,100})"/.exec(text) ?? [];
  return ClientActivityId.safeParse(found).data;
}

function refuseUnexpected(req: IncomingMessage): void {
  const encoding = req.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw refuse(415);
  if (!req.headers['content-type']?.toLowerCase().startsWith('multipart/form-data;')) throw refuse(415);
  if (Number(req.headers['content-length'] ?? 0) > largestUpload) throw refuse(413);
}

function refuse(status: 400 | 413 | 415, cause?: unknown): HttpError {
  return new HttpError(status, { headers: { Connection: 'close' }, cause });
}
