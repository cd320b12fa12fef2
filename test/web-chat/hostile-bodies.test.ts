import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { call, say, startChat, type Visit, visit } from './chat-server.ts';

describe('what no client may do to us', () => {
  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['a body that claims to be gzip and is not', '{"type":"message"}', { 'Content-Encoding': 'gzip' }, 415],
    ['a gzip bomb', gzipSync(Buffer.alloc(5_000_000, ' ')), { 'Content-Encoding': 'gzip' }, 415],
    [
      'a form instead of JSON',
      'type=message&text=halo',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['something that is not JSON', '{"type":', {}, 400],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}, 400],
    ['JSON 30,000 levels deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, {}, 422],
    ['an activity without a type', '{"text":"halo"}', {}, 422],
    ['a text that is no text', '{"type":"message","text":{"a":1}}', {}, 422],
    ['an id of half a kilobyte', clientId('x'.repeat(500)), {}, 422],
    ['an id with a NIK', clientId('3299070706857771'), {}, 422],
    ['an id with a NIK in groups', clientId('nik-3299.0707-0685.7771'), {}, 422],
    ['an id with a phone number', clientId('a081100000001'), {}, 422],
    ['an id with an e-mail address', clientId('budi@contoh.test'), {}, 422],
    ['an id with a line feed', clientId('a\\nb'), {}, 422],
  ])('%s is refused', async (_name, body, headers, status) => {
    const chat = await startChat();
    const mine = await visit(chat);
    const refused = await post(mine, body, headers);
    expect(refused).toBe(status);
    expect(chat.received).toHaveLength(1);
    expect((await say(mine, 'halo')).status).toBe(200);
  });

  it.each([
    ['a random number in base 36', '1abc23def45'],
    ['a UUID', '0f8fad5b-d9cd-4a6f-a165-708673728950'],
    ['16 random bytes with many decimal digits', '9b3299070706857771e0c4d2f1a07b35'],
  ])('%s is a fine id of a message', async (_name, id) => {
    const mine = await visit(await startChat());
    expect(await post(mine, clientId(id))).toBe(200);
    expect((await call(mine.activities, { token: mine.token })).text).toContain(`"clientActivityID":"${id}"`);
  });

  it('more than 64 kB are refused, whether announced or not', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    expect(await post(mine, JSON.stringify({ type: 'message', text: 'x'.repeat(70_000) }))).toBe(413);
    expect(await post(mine, 'x'.repeat(500_000), { 'Transfer-Encoding': 'chunked' })).toBeOneOf([
      413,
      'cut off',
    ]);
    expect(chat.received).toHaveLength(1);
    expect((await say(mine, 'halo')).status).toBe(200);
  });

  it('__proto__ and constructor keys change nothing', async () => {
    const chat = await startChat();
    const mine = await visit(chat);
    const body =
      '{"type":"message","text":"halo","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}';
    expect(await post(mine, body)).toBe(200);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
    const stored = await call(mine.activities, { token: mine.token });
    expect(stored.text).not.toContain('admin');
  });

  it('whatever JSON is posted, the answer is one we foresaw', async () => {
    const chat = await startChat({
      limits: { ...defaultLimits, postsPerConversation: { times: 1_000, seconds: 1 } },
    });
    const mine = await visit(chat);
    const activity = fc.record(
      {
        type: fc.oneof(fc.constant('message'), fc.jsonValue()),
        text: fc.jsonValue(),
        channelData: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), activity), async body => {
        expect(await post(mine, JSON.stringify(body))).toBeOneOf([200, 422]);
      }),
      { numRuns: 100 },
    );
  });
});

function clientId(id: string): string {
  return `{"type":"message","text":"halo","channelData":{"clientActivityID":"${id}"}}`;
}

/** A request with exactly these bytes; answers the status. */
function post(visit: Visit, body: string | Buffer, headers: Record<string, string> = {}) {
  return new Promise<number | 'cut off'>(resolve => {
    const sent = request(visit.activities, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${visit.token}`,
        'Content-Type': 'application/json',
        ...(!('Transfer-Encoding' in headers) && { 'Content-Length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    sent.on('response', response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', () => resolve('cut off'));
    sent.end(body);
  });
}
