import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Failure } from '../../failure.ts';

/** A built file, held in memory in every encoding that was asked for, because there are few and they are small. */
export interface Asset {
  readonly contentType: string;
  /** First characters of the SHA-256 of the content, as the build puts them into addresses. */
  readonly version: string;
  body(encoding: Encoding): Buffer;
}

export type Encoding = 'br' | 'gzip' | 'identity';

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  map: 'application/json; charset=utf-8',
};

/** Throws `Failure('build-missing')`. */
export function readAsset(webDir: string, file: string): Asset {
  const content = read(join(webDir, file));
  return {
    contentType: contentTypes[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    version: createHash('sha256').update(content).digest('hex').slice(0, 12),
    body: compressOnce(content),
  };
}

/** The best compression takes its time: at the first visit, not at every start. */
function compressOnce(content: Buffer): (encoding: Encoding) => Buffer {
  const done = new Map<Encoding, Buffer>([['identity', content]]);
  return encoding => {
    const body = done.get(encoding) ?? compress(content, encoding);
    done.set(encoding, body);
    return body;
  };
}

function compress(content: Buffer, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'identity':
      return content;
    case 'gzip':
      return gzipSync(content, { level: 9 });
    case 'br':
      return brotliCompressSync(content);
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Failure('build-missing', `The built file ${path} cannot be read`, 'Run: npm run build', error);
  }
}
