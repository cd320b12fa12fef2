import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpServer } from '../../src/http/create-server.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { readForm, readJson } from '../../src/http/read-body.ts';
import { sendJson } from '../../src/http/respond.ts';
import { type LogFields, silentLog } from '../../src/log.ts';

describe('the HTTP server both services stand on', () => {
  let running: Listening | undefined;
  afterEach(() => running?.close(100));

  it('answers a valid JSON body', async () => {
    const { url } = await start();
    const answer = await post(`${url}/echo`, JSON.stringify({ name: 'Budi' }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ name: 'Budi' });
  });

  it('names neither its software nor its version and is strict about scripts, frames and caches', async () => {
    const { url } = await start();
    const { headers } = await fetch(`${url}/nothing`);
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('keeps connections longer than a proxy in front does, which would send into one that is being closed', () => {
    const patience = (behindProxy: boolean) =>
      createHttpServer({ log: silentLog, behindProxy }).server.keepAliveTimeout;
    expect(patience(true)).toBeGreaterThan(60_000);
    expect(patience(false)).toBeLessThan(10_000);
  });

  it.each([
    ['a body that is not JSON', '{', { 'Content-Type': 'application/json' }, 400, 'bad-request'],
    [
      'bytes that are not UTF-8',
      Buffer.from([0xff, 0xfe]),
      { 'Content-Type': 'application/json' },
      400,
      'bad-request',
    ],
    ['another shape', '{"name":1}', { 'Content-Type': 'application/json' }, 422, 'invalid'],
    ['a deep body', '['.repeat(60_000), { 'Content-Type': 'application/json' }, 400, 'bad-request'],
    ['another type', 'name=Budi', { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
    [
      'multipart',
      '--x',
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      415,
      'unsupported-media-type',
    ],
    [
      'gzip that is not gzip',
      '{}',
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      415,
      'unsupported-media-type',
    ],
    [
      'real gzip',
      gzipSync('{"name":"Budi"}'),
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      415,
      'unsupported-media-type',
    ],
    [
      'a body announced as too long',
      `"${'a'.repeat(70_000)}"`,
      { 'Content-Type': 'application/json' },
      413,
      'too-large',
    ],
  ] as const)('refuses %s with fixed words', async (_name, body, headers, status, code) => {
    const { url } = await start();
    const answer = await fetch(`${url}/echo`, { method: 'POST', body, headers });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({
      error: { code, message: expect.any(String), id: expect.stringMatching(/^[\w-]{12}$/) },
    });
    expect((await post(`${url}/echo`, '{"name":"masih hidup"}')).status).toBe(200);
  });

  it('cuts the line of a sender that keeps sending past the cap without announcing a length', async () => {
    const { url } = await start();
    const outcome = await new Promise<string>(resolve => {
      const sender = request(`${url}/echo`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
      });
      const timer = setInterval(() => sender.write('x'.repeat(16_384)), 1);
      const end = (what: string) => {
        clearInterval(timer);
        resolve(what);
      };
      sender.once('error', () => end('cut'));
      sender.once('response', () => end('answered'));
    });
    expect(outcome).toBe('cut');
  });

  it('does not let a __proto__ key reach a prototype', async () => {
    const { url } = await start();
    const answer = await post(`${url}/echo`, '{"name":"Budi","__proto__":{"admin":true}}');
    expect(await answer.json()).toEqual({ name: 'Budi' });
    expect('admin' in {}).toBe(false);
  });

  it('tells nobody the text of an exception, but logs under the id that was answered', async () => {
    const events: unknown[] = [];
    const { url } = await start((event, fields) => events.push([event, fields]));
    const answer = await fetch(`${url}/broken`);
    const body = await answer.text();
    expect(answer.status).toBe(500);
    expect(body).not.toContain('rahasia');
    const { error } = z.object({ error: z.object({ id: z.string() }) }).parse(JSON.parse(body));
    expect(events).toEqual([
      [expect.stringContaining(error.id), expect.objectContaining({ status: 500, route: 'GET /broken' })],
    ]);
  });

  it('passes on a refusal with its code and headers', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/busy`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(await answer.json()).toMatchObject({ error: { code: 'slow-down' } });
  });

  it.each([
    ['GET /nothing', 404],
    ['GET /%ff', 404],
    ['DELETE /echo', 405],
  ] as const)('answers %s with %i and a fixed body', async (line, status) => {
    const { url } = await start();
    const [method = '', path = ''] = line.split(' ');
    const answer = await fetch(url + path, { method });
    expect(answer.status).toBe(status);
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(await answer.json()))).toEqual(['error']);
  });

  it.each([
    'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
    'GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET // HTTP/1.1\r\nHost: [\r\n\r\n',
  ])('survives the address %j', async head => {
    const { url, port } = await start();
    expect(await sendRaw(port, head)).toContain('HTTP/1.1 400');
    expect((await post(`${url}/echo`, '{"name":"masih hidup"}')).status).toBe(200);
  });

  it('ends a WebSocket hand-shake that nobody listens for', async () => {
    const { port } = await start();
    const answer = await sendRaw(
      port,
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(answer).toBe('');
  });

  it('reads a form', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/form`, {
      method: 'POST',
      body: new URLSearchParams({ code: '123456' }),
    });
    expect(await answer.json()).toEqual({ code: '123456' });
  });

  it('says what to do when its port is taken', async () => {
    const { port } = await start();
    const second = listen(createHttpServer({ log: quiet() }), { host: '127.0.0.1', port });
    await expect(second).rejects.toMatchObject({ code: 'port-in-use' });
  });

  async function start(onError: (event: string, fields?: LogFields) => void = () => {}): Promise<Listening> {
    const server = createHttpServer({ log: quiet(onError) });
    server.post('/echo', async (req, res) => {
      sendJson(res, 200, await readJson(req, z.object({ name: z.string() })));
    });
    server.post('/form', async (req, res) => {
      sendJson(res, 200, await readForm(req, z.object({ code: z.string() })));
    });
    server.get('/broken', async () => {
      throw new TypeError('rahasia 3299011503900001');
    });
    server.get('/busy', async () => {
      throw new HttpError(429, { code: 'slow-down', headers: { 'Retry-After': '30' } });
    });
    running = await listen(server, { host: '127.0.0.1', port: 0 });
    return running;
  }
});

function quiet(onError: (event: string, fields?: LogFields) => void = () => {}) {
  return { info() {}, warn() {}, error: onError };
}

function post(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
}

/** Sends bytes as they are and gives back whatever came until the other side hung up. */
function sendRaw(port: number, head: string): Promise<string> {
  return new Promise(resolve => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(head));
    socket.on('data', data => {
      answer += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}
