import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answering = (path: string, res: ServerResponse, count: number) => void;

/** Accepts the connection and never says a word. */
export const nothing: Answering = () => {};

export const started = { verification: 'v-1', page: 'https://akun.contoh.id/kode/v-1', minutes: 5 };

/** What an account service of somebody else may do instead of answering. */
export const troubles: Readonly<Record<string, Answering>> = {
  slow: (_path, res) => void setTimeout(() => res.end('{}'), 1_500).unref(),
  down: (_path, res) => res.destroy(),
  'failing with status 503': (_path, res) => json(res, 503, {}),
  'answering garbage': (_path, res) => res.end('<html>selamat datang</html>'),
  'limiting us': (_path, res) => json(res, 429, {}),
  'half open, so that it accepts and never answers': nothing,
};

export interface AccountDouble {
  readonly url: string;
  /** From the next request on; counting begins again. */
  answerWith(next: Answering): void;
  /** Every request so far. */
  readonly requests: readonly { readonly path: string; readonly key: string | undefined }[];
  close(): void;
}

/** An account service of which nothing is real but the network. */
export async function openAccountDouble(): Promise<AccountDouble> {
  let answering = nothing;
  let count = 0;
  const requests: { path: string; key: string | undefined }[] = [];
  const server = createServer((req, res) => {
    requests.push({ path: req.url ?? '', key: keyOf(req) });
    answering(req.url ?? '', res, ++count);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answerWith(next) {
      answering = next;
      count = 0;
    },
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(JSON.stringify(body));
}

function keyOf(req: IncomingMessage): string | undefined {
  return [req.headers['idempotency-key']].flat()[0];
}
