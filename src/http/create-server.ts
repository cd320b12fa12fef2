import pino from 'pino';
import restify, { type Next, type Request, type Response, type Server, type ServerOptions } from 'restify';
import type { Log } from '../log.ts';
import { type Random, secureRandom } from '../time-and-chance.ts';
import { asHttpError, HttpError } from './http-error.ts';
import { sendError } from './respond.ts';

export interface HttpServerOptions {
  readonly log: Log;
  readonly random?: Random;
  /** Set when TLS ends before this server: adds Strict-Transport-Security. */
  readonly behindTls?: boolean;
  /** Set when a proxy of ours stands in front. */
  readonly behindProxy?: boolean;
}

/**
 * In milliseconds without a request. A proxy must be the one to give up first, or it sends a request into a connection that is
 * just being closed, and answers 502; most do after 60 s.
 */
const idle = { alone: 5_000, behindProxy: 75_000 };

/**
 * A restify server whose every answer is safe by default: fixed error bodies with an id, no version header, tight
 * time-outs against half-open connections, and headers that forbid scripts, frames, sniffing and caching until a route
 * allows them with `res.setHeader`. Handlers must be `async (req, res) => {...}` and return nothing.
 */
export function createHttpServer({
  log,
  random = secureRandom,
  behindTls = false,
  behindProxy = false,
}: HttpServerOptions): Server {
  const server = restify.createServer({
    name: '',
    log: silentPino,
    onceNext: true,
    // Our longest path parameters (tokens, activity ids) are longer than the router's limit of 100.
    maxParamLength: 512,
  });
  server.server.headersTimeout = 10_000;
  server.server.requestTimeout = 15_000;
  server.server.keepAliveTimeout = behindProxy ? idle.behindProxy : idle.alone;
  server.server.maxHeadersCount = 100;

  server.first(refuseUnreadableAddress);
  server.pre(setSafeHeaders);
  server.on('restifyError', answerError);
  server.on('error', error => log.error('http server', { error }));
  // Without this a WebSocket hand-shake nobody listens for would stay half-open for ever.
  server.server.on('upgrade', (_request, socket) => {
    if (server.listenerCount('upgrade') === 0) socket.destroy();
  });
  return server;

  function setSafeHeaders(_req: Request, res: Response, next: Next): void {
    for (const [name, value] of Object.entries(safeHeaders)) res.setHeader(name, value);
    if (behindTls) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  }

  function answerError(req: Request, res: Response, error: unknown, done: () => void): void {
    const refusal = asHttpError(error);
    const id = Buffer.from(random.bytes(9)).toString('base64url');
    if (refusal.status >= 500 && !isBusy(refusal)) {
      log.error(`request failed ${id}`, {
        status: refusal.status,
        route: routeOf(req),
        error: refusal.cause ?? refusal,
      });
    }
    if (!res.headersSent && !res.destroyed) sendError(res, refusal, id);
    done();
  }
}

/** Turned away on purpose, by the thousand when it has to be; whoever does that tells how many. */
function isBusy({ status, cause }: HttpError): boolean {
  return status === 503 && cause === undefined;
}

/** restify's own logger writes whole requests, bearer tokens included. Its typings still speak of bunyan. */
const silentPino = pino({ level: 'silent' }) as unknown as NonNullable<ServerOptions['log']>;

const safeHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
} as const;

/**
 * restify 12 builds `new URL('http://' + Host + target)` outside any try: one request with `Host: a b` would end the
 * process with an uncaught exception.
 */
function refuseUnreadableAddress(req: Request, res: Response): boolean {
  try {
    req.getUrl();
    return true;
  } catch {
    const { status, code, message } = new HttpError(400);
    res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', Connection: 'close' });
    res.end(JSON.stringify({ error: { code, message, id: '' } }));
    return false;
  }
}

/** The route's pattern, never the address itself: addresses carry tokens. */
function routeOf(req: Request): string {
  return `${req.method} ${String(req.getRoute()?.path ?? '(no route)')}`;
}
