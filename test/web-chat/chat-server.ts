import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { InboundMessage } from '../../src/bot/inbound-message.ts';
import { createResume } from '../../src/channels/web-chat/resume.ts';
import { openResumeJournal } from '../../src/channels/web-chat/resume-journal.ts';
import { mountWebChat, type WebChatOptions } from '../../src/channels/web-chat/routes.ts';
import { createTokens } from '../../src/channels/web-chat/tokens.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { silentLog } from '../../src/log.ts';
import { secureRandom } from '../../src/time-and-chance.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { createMemoryStore } from '../support/memory-store.ts';

export const secret = 'direct-line-secret-of-the-tests-0123456789';
export const tokenKey = 'token-key-of-the-tests-0123456789-abcdef';
export const page = 'http://localhost:5173';

type Overrides = Partial<WebChatOptions> & { readonly dataDir?: string; readonly clock?: FakeClock };

/** A real server on a free port with the echo bot behind it; it and its data are gone when the test is over. */
export async function startChat({
  dataDir: given,
  clock = new FakeClock(),
  store = createMemoryStore(),
  receive = createEchoBot(store, clock),
  ...overrides
}: Overrides = {}) {
  const dataDir = given ?? (await temporaryFolder());
  const received: InboundMessage[] = [];
  const resume = await createResume({
    journal: openResumeJournal({ dataDir, clock, log: silentLog }),
    key: tokenKey,
    clock,
    random: secureRandom,
    log: silentLog,
  });
  const server = createHttpServer({ log: silentLog });
  const chat = mountWebChat(server, {
    store,
    receive: inbound => {
      received.push(inbound);
      return receive(inbound);
    },
    tokens: createTokens({ key: tokenKey, clock }),
    resume,
    directLineSecret: secret,
    widgetOrigins: ['https://toko.example'],
    development: true,
    clock,
    random: secureRandom,
    log: silentLog,
    ...overrides,
  });
  const listening = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    chat.close();
    await listening.close(100);
  });
  return { base: `${listening.url}/v3/directline`, store, clock, resume, received, dataDir, ...chat };
}

export type TestChat = Awaited<ReturnType<typeof startChat>>;

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'web-chat-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly token?: string | undefined;
  readonly origin?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** One request; `text` is the body as it came, `json` the same parsed. */
export async function call(url: string, { method, token, origin, body, headers }: Call = {}) {
  const response = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(origin !== undefined && { Origin: origin }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

export interface Visit {
  readonly conversation: string;
  readonly token: string;
  readonly resume: string;
  readonly streamUrl: string;
  /** Address of the conversation's activities. */
  readonly activities: string;
}

/** A visitor whose chat was opened, greeting included. */
export async function visit({ base }: TestChat, body: unknown = {}): Promise<Visit> {
  const generated = await call(`${base}/tokens/generate`, { origin: page, body });
  const { conversationId, token, resume } = generated.json;
  const started = await call(`${base}/conversations`, { token, origin: page, body: { locale: 'id-ID' } });
  return {
    conversation: conversationId,
    token,
    resume,
    streamUrl: started.json.streamUrl,
    activities: `${base}/conversations/${conversationId}/activities`,
  };
}

export function say({ activities, token }: Visit, text: string, clientActivityID?: string) {
  const body = {
    type: 'message',
    from: { id: 'somebody-else', role: 'user' },
    text,
    channelData: { clientActivityID },
  };
  return call(activities, { token, body });
}

/** A socket that remembers what it was sent; `until` waits for so many activities. */
export async function connect(streamUrl: string, options: { origin?: string } = {}) {
  const socket = new WebSocket(streamUrl, options);
  const frames: string[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: what a client gets is checked by each test
  const activities: any[] = [];
  let watermark = '';
  let wake = () => {};
  socket.on('message', data => {
    frames.push(String(data));
    if (String(data) !== '') {
      const group = JSON.parse(String(data));
      activities.push(...group.activities);
      watermark = group.watermark ?? watermark;
    }
    wake();
  });
  const closed = new Promise<number>(resolve => socket.once('close', resolve));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  onTestFinished(() => socket.terminate());
  return { socket, frames, activities, closed, until, watermark: () => watermark };

  async function until(enough: () => boolean): Promise<void> {
    while (!enough()) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  }
}
