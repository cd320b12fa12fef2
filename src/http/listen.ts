import type { Server } from 'restify';
import { Failure } from '../failure.ts';

export interface Listening {
  /** E.g. `http://127.0.0.1:3978`, with the port that was really taken. */
  readonly url: string;
  readonly port: number;
  /** Stops accepting, lets running requests finish for up to `graceMilliseconds`, then cuts what is left. */
  close(graceMilliseconds?: number): Promise<void>;
}

/** Starts listening; port 0 takes a free one. Throws `Failure('port-in-use')`. */
export async function listen(
  server: Server,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const node = server.server;
  await new Promise<void>((resolve, reject) => {
    // On restify's server, not on node's: it passes the event on and would throw it when nobody listens there.
    const fail = (error: Error) => reject(explain(error, host, port));
    server.once('error', fail);
    node.listen(port, host, () => {
      server.removeListener('error', fail);
      resolve();
    });
  });
  const address = node.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken, close };

  async function close(graceMilliseconds = 5_000): Promise<void> {
    const closed = new Promise<void>(resolve => node.close(() => resolve()));
    // A connection that was busy a moment ago would be kept for its next request, which never comes.
    const sweep = setInterval(() => node.closeIdleConnections(), 50);
    const cut = setTimeout(() => node.closeAllConnections(), graceMilliseconds);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

function explain(error: Error, host: string, port: number): unknown {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new Failure(
    'port-in-use',
    `Port ${port} on ${host} is taken by another program`,
    'Stop that program, or choose another port with PORT or ACCOUNT_PORT.',
    error,
  );
}
