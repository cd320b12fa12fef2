import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { largestBody, readBytes } from '../../src/http/read-body.ts';

const json = ['application/json'];

describe('reading a body', () => {
  it('gives the bytes as they came, however they were cut', async () => {
    const { send, read } = await listening(req => readBytes(req, json));
    const client = send(head(12));
    client.write('{"a":');
    await new Promise(resolve => setTimeout(resolve, 20));
    client.write('"bcde"}');
    expect(String(await read)).toBe('{"a":"bcde"}');
  });

  it('ends when the sender goes away in the middle', async () => {
    const { send, read } = await listening(req => readBytes(req, json));
    const client = send(`${head(100)}{"a":`);
    setTimeout(() => client.destroy(), 20);
    await expect(read).rejects.toMatchObject({ status: 400 });
  });

  it('ends when the sender went away before it began, all sent or not', async () => {
    for (const body of ['{}', '{']) {
      const { send, read } = await listening(async req => {
        const gone = new Promise(resolve => req.socket.once('close', resolve));
        client.destroy();
        await gone;
        return readBytes(req, json);
      });
      const client = send(`${head(2)}${body}`);
      await expect(read).rejects.toMatchObject({ status: 400 });
    }
  });

  it('stops at the limit, also when no length was told', async () => {
    const { send, read } = await listening(req => readBytes(req, json));
    const size = largestBody + 1;
    send(
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${'a'.repeat(size)}`,
    );
    await expect(read).rejects.toMatchObject({ status: 413 });
  });
});

function head(length: number): string {
  return `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
}

/** One request, and what `handle` made of it. */
async function listening(handle: (req: IncomingMessage) => Promise<Buffer>) {
  const server = createServer();
  const read = new Promise<Buffer>((resolve, reject) => {
    server.once('request', req => handle(req).then(resolve, reject));
  });
  read.catch(() => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    read,
    send(text: string) {
      const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
      client.on('error', () => {});
      client.write(text);
      return client;
    },
  };
}
