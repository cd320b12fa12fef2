import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startChild } from './child.ts';
import { openConnector } from './connector.ts';
import { postJson } from './post-json.ts';
import type { Contender } from './visitor.ts';

const Replies = z.object({ activities: z.array(z.unknown()).min(1) });

/**
 * How a bot's words reach the person. `posted`: to the service URL of the channel, as for every channel of Azure Bot Service
 * and as the assistant's own words leave by another way than the request's answer. `returned`: in the answer to the POST
 * (`expectReplies`), the cheapest way that CloudAdapter has, which no channel for people uses.
 */
export type ReplyWay = 'posted' | 'returned';

/** A bot on Microsoft's CloudAdapter, in a process of its own. */
export async function startBotFramework(
  name: string,
  server: 'echo-bot' | 'tutorial-bot',
  replies: ReplyWay,
): Promise<Contender> {
  const file = fileURLToPath(new URL(`./servers/${server}.ts`, import.meta.url));
  const child = await startChild(['--import', 'tsx', file], {
    address: /listening on (\S+)/,
    environment: {},
  });
  const connector = await openConnector();
  const endpoint = `${child.url}/api/messages`;
  return {
    name,
    async visitor(number) {
      let said = 0;
      return {
        async say(text) {
          said += 1;
          const message = activity(number, said, text, connector.url);
          if (replies === 'returned') {
            Replies.parse(await postJson(endpoint, { ...message, deliveryMode: 'expectReplies' }));
            return;
          }
          const replied = connector.replyTo(message.id);
          await postJson(endpoint, message);
          await replied;
        },
        leave() {},
      };
    },
    cpuMs: child.cpuMs,
    async stop() {
      await child.stop();
      await connector.close();
    },
  };
}

function activity(visitor: number, said: number, text: string, serviceUrl: string) {
  return {
    type: 'message',
    id: `${visitor}-${said}`,
    channelId: 'emulator',
    serviceUrl,
    conversation: { id: `c${visitor}` },
    from: { id: `u${visitor}`, name: 'User' },
    recipient: { id: 'bot', name: 'Bot' },
    text,
  };
}
