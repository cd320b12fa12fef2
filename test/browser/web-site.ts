import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { InboundMessage, Receive } from '../../src/bot/inbound-message.ts';
import { defaultLimits } from '../../src/channels/web-chat/limits.ts';
import { createResume } from '../../src/channels/web-chat/resume.ts';
import { openResumeJournal } from '../../src/channels/web-chat/resume-journal.ts';
import { mountWebChat } from '../../src/channels/web-chat/routes.ts';
import { createTokens } from '../../src/channels/web-chat/tokens.ts';
import { mountWebPages } from '../../src/channels/web-pages/routes.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { createHttpServer } from '../../src/http/create-server.ts';
import { listen } from '../../src/http/listen.ts';
import { activityId, type ConversationId, DedupeKey } from '../../src/ids.ts';
import { silentLog } from '../../src/log.ts';
import { secureRandom, systemClock } from '../../src/time-and-chance.ts';
import { createEchoBot } from '../support/echo-bot.ts';
import { createMemoryStore } from '../support/memory-store.ts';

const tokenKey = 'token-key-of-the-tests-0123456789-abcdef';

/** Demo page, widget and chat on a free port, with the echo bot behind them. */
export async function startSite({ demo = true, limits = defaultLimits } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'web-site-'));
  const store = createMemoryStore();
  const echo = createEchoBot(store, systemClock);
  const received: InboundMessage[] = [];
  const receive: Receive = inbound => {
    received.push(inbound);
    return echo(inbound);
  };
  let running = await start(0);
  const { url, port } = running;
  onTestFinished(async () => {
    await running.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url,
    store,
    received,
    typing: (conversation: ConversationId) => running.typing(conversation),
    /** Ends every socket; clients may come back at once. */
    dropSockets: () => running.dropSockets(),
    stop: () => running.stop(),
    async restart() {
      running = await start(port);
    },
    say,
    conversation,
  };

  async function start(port: number) {
    const server = createHttpServer({ log: silentLog });
    const resume = await createResume({
      journal: openResumeJournal({ dataDir, clock: systemClock, log: silentLog }),
      key: tokenKey,
      clock: systemClock,
      random: secureRandom,
      log: silentLog,
    });
    const chat = mountWebChat(server, {
      store,
      receive,
      resume,
      tokens: createTokens({ key: tokenKey, clock: systemClock }),
      directLineSecret: 'direct-line-secret-of-the-tests-0123456789',
      widgetOrigins: [],
      development: true,
      clock: systemClock,
      random: secureRandom,
      log: silentLog,
      limits,
    });
    mountWebPages(server, {
      webDir: inject('webDir'),
      demo,
      accountPublicUrl: 'http://127.0.0.1:3979',
      development: true,
    });
    const listening = await listen(server, { host: '127.0.0.1', port });
    return {
      ...listening,
      typing: chat.typing,
      dropSockets: chat.close,
      async stop() {
        chat.close();
        await listening.close(50);
      },
    };
  }

  /** The conversation of the only visitor. */
  function conversation(): ConversationId {
    const [first] = received;
    if (!first) throw new Error('nobody has opened the chat');
    return first.conversation;
  }

  /** The bot (or a person) speaks without having been asked, as after a callback. */
  async function say(...utterances: Utterance[]): Promise<void> {
    const id = conversation();
    const before = await store.load(id);
    if (!before) throw new Error('the conversation has not begun');
    const at = new Date().toISOString();
    await store.commit({
      conversation: before,
      baseVersion: before.version,
      messages: utterances.map((utterance, index) => {
        const sequence = before.lastSequence + 1 + index;
        return { ...utterance, id: activityId(id, sequence), sequence, at };
      }),
      handled: DedupeKey.parse(`test:${before.version}`),
      at,
    });
  }
}

export type TestSite = Awaited<ReturnType<typeof startSite>>;

/** A site of somebody else that embeds the widget, under another origin. */
export async function startOtherSite(html: string): Promise<string> {
  const server = createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    res.end(html);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}
