import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startChild } from './child.ts';
import { postJson } from './post-json.ts';
import type { Contender } from './visitor.ts';

const Replies = z.object({ activities: z.array(z.unknown()).min(1) });

/** A bot on Microsoft's CloudAdapter; its replies come back in the answer to the POST, the cheapest way it has. */
export async function startBotFramework(
  name: string,
  server: 'echo-bot' | 'tutorial-bot',
): Promise<Contender> {
  const file = fileURLToPath(new URL(`./servers/${server}.ts`, import.meta.url));
  const child = await startChild(['--import', 'tsx', file], {
    address: /listening on (\S+)/,
    environment: {},
  });
  const endpoint = `${child.url}/api/messages`;
  return {
    name,
    async visitor(number) {
      let said = 0;
      return {
        async say(text) {
          said += 1;
          Replies.parse(await postJson(endpoint, activity(number, said, text)));
        },
        leave() {},
      };
    },
    cpuMs: child.cpuMs,
    stop: child.stop,
  };
}

function activity(visitor: number, said: number, text: string) {
  return {
    type: 'message',
    id: `${visitor}-${said}`,
    channelId: 'emulator',
    serviceUrl: 'http://localhost',
    conversation: { id: `c${visitor}` },
    from: { id: `u${visitor}`, name: 'User' },
    recipient: { id: 'bot', name: 'Bot' },
    deliveryMode: 'expectReplies',
    text,
  };
}
