import { createServer } from 'node:http';

/** The channel's side of the Bot Framework: takes what bots post to the service URL, and does no more. */
export interface Connector {
  readonly url: string;
  /** Resolves when a reply to the activity has arrived. */
  replyTo(activity: string): Promise<void>;
  close(): Promise<void>;
}

export async function openConnector(): Promise<Connector> {
  const waiting = new Map<string, () => void>();
  const server = createServer((req, res) => {
    // The body is what the person reads; the path already names what it answers.
    req.resume().once('end', () => {
      const id = /^\/v3\/conversations\/[^/]+\/activities\/([^/]+)$/.exec(req.url ?? '')?.[1] ?? '';
      res.setHeader('Content-Type', 'application/json').end('{"id":"1"}');
      waiting.get(id)?.();
      waiting.delete(id);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    replyTo: activity => new Promise(resolve => waiting.set(activity, resolve)),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
