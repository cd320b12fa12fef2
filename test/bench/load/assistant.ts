import { WebSocket } from 'ws';
import { z } from 'zod';
import { startChild } from './child.ts';
import { postJson } from './post-json.ts';
import type { Contender, Visitor } from './visitor.ts';

const Visit = z.object({ conversationId: z.string(), token: z.string() });
const Opened = z.object({ streamUrl: z.string() });
const Frame = z.object({
  activities: z.array(z.object({ replyToId: z.string().optional(), from: z.object({ role: z.string() }) })),
});
const Posted = z.object({ id: z.string() });

/** The built assistant, as `npm start` runs it, through Direct Line and its socket. */
export async function startAssistantProcess(
  main: string,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<Contender> {
  const child = await startChild(['--enable-source-maps', '--max-semi-space-size=32', main], {
    address: /Halaman demo\s+(http:\/\/[^\s/]+)/,
    environment: { PORT: '0', ACCOUNT_PORT: '0', LOG_LEVEL: 'error', TRUST_PROXY: 'true', ...environment },
  });
  return {
    name,
    visitor: number => openVisitor(child.url, number),
    cpuMs: child.cpuMs,
    stop: child.stop,
  };
}

/** Every visitor has an address of their own: one address alone is held back, as it must be. */
export async function openVisitor(url: string, number: number): Promise<Visitor> {
  const base = `${url}/v3/directline`;
  const from = {
    Origin: 'http://localhost',
    'X-Forwarded-For': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
  };
  const { conversationId, token } = Visit.parse(await postJson(`${base}/tokens/generate`, {}, from));
  const headers = { ...from, Authorization: `Bearer ${token}` };
  const { streamUrl } = Opened.parse(await postJson(`${base}/conversations`, {}, headers));
  const answers = await listen(streamUrl);
  const activities = `${base}/conversations/${conversationId}/activities`;

  return {
    async say(text) {
      const { id } = Posted.parse(
        await postJson(activities, { type: 'message', from: { id: 'visitor', role: 'user' }, text }, headers),
      );
      await answers.to(id);
    },
    leave: answers.close,
  };
}

/** Which of the visitor's own messages have been answered on the socket. */
async function listen(streamUrl: string) {
  const socket = new WebSocket(streamUrl, { headers: { Origin: 'http://localhost' } });
  const answered = new Set<string>();
  const waiting = new Map<string, () => void>();
  socket.on('message', data => {
    const text = String(data);
    if (text === '') return;
    for (const { replyToId, from } of Frame.parse(JSON.parse(text)).activities) {
      if (from.role !== 'bot' || replyToId === undefined) continue;
      answered.add(replyToId);
      waiting.get(replyToId)?.();
    }
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    async to(id: string): Promise<void> {
      if (!answered.has(id)) await new Promise<void>(resolve => waiting.set(id, resolve));
      waiting.delete(id);
      answered.delete(id);
    },
    close: () => socket.terminate(),
  };
}
