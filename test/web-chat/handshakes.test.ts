import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { connect, page, startChat, visit } from './chat-server.ts';

describe('a hand-shake', () => {
  it('is refused for foreign pages and null origins, and for a page the token is not for', async () => {
    const chat = await startChat();
    const { streamUrl } = await visit(chat);
    for (const origin of ['https://jahat.example', 'null', 'http://localhost:9999']) {
      expect(await handshake(streamUrl, { origin })).toBe(403);
    }
    expect(await handshake(streamUrl, { origin: page })).toBe(101);
  });

  it('is refused without a token, with a forged or expired one', async () => {
    const clock = new FakeClock();
    const chat = await startChat({ clock });
    const { streamUrl } = await visit(chat);
    const bare = streamUrl.split('?')[0] ?? '';
    for (const query of ['', '?t=', '?t=x', `?t=${streamUrl.split('t=')[1]}x`]) {
      expect(await handshake(`${bare}${query}`)).toBe(403);
    }
    await clock.advance(1_800_001);
    expect(await handshake(streamUrl)).toBe(403);
  });

  it('with the token of another conversation finds nothing, whether that exists or not', async () => {
    const chat = await startChat();
    const [mine, theirs] = [await visit(chat), await visit(chat)];
    const token = new URL(mine.streamUrl).searchParams.get('t');
    const to = (id: string) => `${chat.base.replace('http', 'ws')}/conversations/${id}/stream?t=${token}`;
    expect(await handshake(to(theirs.conversation))).toBe(404);
    expect(await handshake(to('A'.repeat(32)))).toBe(404);
    expect(await handshake(to('%2e%2e'))).toBe(404);
  });

  it('at an address that has no stream is ended, not left open', async () => {
    const chat = await startChat();
    const root = chat.base.replace('http', 'ws');
    expect(await handshake(`${root}/conversations`)).toBe(404);
    expect(await handshake(root.replace('/v3/directline', '/elsewhere'))).toBe('cut off');
  });

  it('is refused with 503 when there are as many sockets as we can bear', async () => {
    const chat = await startChat({ limits: { ...defaultLimits, socketsInAll: 1 } });
    const mine = await visit(chat);
    const view = await connect(mine.streamUrl);
    expect(await handshake(mine.streamUrl)).toBe(503);
    view.socket.close();
    await view.closed;
    await expect.poll(() => handshake(mine.streamUrl)).toBe(101);
  });
});

/** How the server answers an upgrade. */
function handshake(url: string, options: { origin?: string } = {}): Promise<number | 'cut off'> {
  return new Promise(resolve => {
    const socket = new WebSocket(url, options);
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => resolve('cut off'));
  });
}
