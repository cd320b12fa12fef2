import { z } from 'zod';
import { callPlatform } from '../../src/channels/push/call-platform.ts';
import type { Capabilities } from '../../src/channels/push/channel.ts';
import type { Connect } from '../../src/channels/push/connect.ts';
import { equalSecrets } from '../../src/http/equal-secrets.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { readJson } from '../../src/http/read-body.ts';
import { sendJson } from '../../src/http/respond.ts';

/** The recipe of CONTRIBUTING.md as a whole channel, for a pager that shows 160 characters and has no buttons. */
const capabilities = {
  longestText: 160,
  choices: [],
  pace: { perChat: { every: 1_000, burst: 10 }, overall: { every: 100, burst: 50 } },
} as const satisfies Capabilities;

const Page = z.object({ id: z.string(), from: z.string(), text: z.string() });
const Address = z.object({ pager: z.string() });

export const connectPager: Connect<{ readonly root: string; readonly secret: string }> = settings => ({
  channel: {
    // A new channel has a name of its own in `channelNames`.
    name: 'telegram',
    capabilities,
    async send({ text }, { address }) {
      const to = Address.safeParse(address);
      if (!to.success) return { kind: 'failed', problem: 'unreadable' };
      const answer = await callPlatform(`${settings.root}/pages`, { body: { pager: to.data.pager, text } });
      if (answer.kind === 'unreachable') return { kind: 'later', problem: 'pager-unreachable' };
      return answer.status < 300 ? { kind: 'sent' } : { kind: 'failed', problem: `pager-${answer.status}` };
    },
  },
  listen({ server, accept }) {
    server.post('/webhooks/pager', async (req, res) => {
      if (!equalSecrets(req.headers['x-pager-secret'], settings.secret)) throw new HttpError(401);
      const { id, from, text } = await readJson(req, Page);
      const content = { kind: 'text', text } as const;
      await accept([{ chat: from, user: from, key: id, address: { pager: from }, content }]);
      sendJson(res, 200, {});
    });
    return { stop() {} };
  },
});
