import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'restify';
import { HttpError } from '../../http/http-error.ts';
import { onUpgrade, refuseUpgrade } from '../../http/on-upgrade.ts';
import type { Gate } from './authorise.ts';
import { readWatermark } from './history.ts';
import type { OriginPolicy } from './origins.ts';
import type { Streams } from './streams.ts';

export interface AcceptOptions {
  readonly base: string;
  readonly gate: Gate;
  readonly allows: OriginPolicy;
  readonly streams: Streams;
}

/** Opens the socket of a `streamUrl`: browsers cannot add headers here, so the token stands in the query. */
export function acceptStreams(server: Server, { base, gate, allows, streams }: AcceptOptions): void {
  onUpgrade(server, `${base}/`, (req, socket, head) => {
    // The client may go away at any time; without a listener that would end the process.
    socket.on('error', () => socket.destroy());
    accept(req, socket, head).catch(error => refuseUpgrade(socket, statusOf(error)));
  });

  async function accept(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const [path = '', search = ''] = (req.url ?? '').split('?', 2);
    const [, conversation] = /^\/conversations\/([^/]{1,64})\/stream$/.exec(path.slice(base.length)) ?? [];
    if (conversation === undefined) throw new HttpError(404);
    const { origin } = req.headers;
    if (origin !== undefined && !allows(origin)) throw new HttpError(403);
    const query = new URLSearchParams(search);
    const grant = await gate.check(query.get('t') ?? '', origin, conversation);
    if (streams.full()) throw new HttpError(503);
    streams.open(req, socket, head, grant, readWatermark(query.get('watermark')));
  }
}

function statusOf(error: unknown): 403 | 404 | 503 {
  if (!(error instanceof HttpError)) return 503;
  return error.status === 404 ? 404 : error.status === 403 ? 403 : 503;
}
