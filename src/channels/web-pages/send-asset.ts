import type { IncomingMessage } from 'node:http';
import type { Response } from 'restify';
import type { Asset, Encoding } from './assets.ts';

/** Answers 304 to a browser that has it already; compresses for one that can unpack. */
export function sendAsset(req: IncomingMessage, res: Response, asset: Asset, cacheControl: string): void {
  const encoding = chooseEncoding(req.headers['accept-encoding']);
  const etag = `"${asset.version}-${encoding}"`;
  const headers = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' };
  if (req.headers['if-none-match']?.includes(etag)) {
    res.sendRaw(304, '', headers);
    return;
  }
  res.sendRaw(200, asset.body(encoding), {
    ...headers,
    'Content-Type': asset.contentType,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  });
}

function chooseEncoding(accepted: string | string[] | undefined): Encoding {
  const names = [accepted].flat().join(',').split(',');
  const wanted = names
    .filter(name => !/;\s*q=0(\.0*)?\s*$/.test(name))
    .map(name => name.split(';')[0]?.trim());
  return wanted.includes('br') ? 'br' : wanted.includes('gzip') ? 'gzip' : 'identity';
}
