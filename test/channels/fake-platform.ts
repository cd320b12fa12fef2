import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever was sent.
  readonly body: any;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

/** A platform's API on a free port: keeps what was sent, answers as `answer` says. `undefined`: cuts the connection. */
export async function openFakePlatform(answer: (request: Request) => Answer | undefined | Promise<Answer>) {
  const requests: Request[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const request = {
      path: req.url ?? '',
      headers: req.headers,
      body: req.headers['content-type'] === 'application/json' ? JSON.parse(text || 'null') : text,
    };
    requests.push(request);
    const given = await answer(request);
    if (!given) {
      req.socket.destroy();
      return;
    }
    res.writeHead(given.status, { 'Content-Type': 'application/json', ...given.headers });
    res.end(JSON.stringify(given.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
