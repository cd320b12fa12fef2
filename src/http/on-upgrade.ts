import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'restify';

export type UpgradeHandler = (req: IncomingMessage, socket: Duplex, head: Buffer) => void;

const handlers = new WeakMap<Server, Map<string, UpgradeHandler>>();

/**
 * Gives WebSocket hand-shakes for paths below `prefix` to `handle`, which has to answer or destroy the socket. Those that
 * nobody wants are cut off, for they would stay half-open for ever.
 */
export function onUpgrade(server: Server, prefix: string, handle: UpgradeHandler): void {
  const known = handlers.get(server) ?? listen(server);
  known.set(prefix, handle);
}

function listen(server: Server): Map<string, UpgradeHandler> {
  const known = new Map<string, UpgradeHandler>();
  handlers.set(server, known);
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [, handle] = [...known].find(([prefix]) => req.url?.startsWith(prefix)) ?? [];
    if (handle) handle(req, socket, head);
    else socket.destroy();
  });
  return known;
}

/** Refuses a hand-shake with a status and nothing else. */
export function refuseUpgrade(socket: Duplex, status: 403 | 404 | 503): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    socket.destroy(),
  );
}
