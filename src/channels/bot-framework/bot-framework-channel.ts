import { z } from 'zod';
import type { Choice } from '../../conversations/message.ts';
import { callPlatform, type PlatformAnswer } from '../push/call-platform.ts';
import type { Bubble, Capabilities, Delivery, PushChannel } from '../push/channel.ts';
import type { AccessToken } from './access-token.ts';

/** The least that all channels behind Azure Bot Service take; links stand in the text, which every one of them shows. */
const capabilities = {
  longestText: 2_000,
  choices: [{ kind: 'buttons', most: 10, longestTitle: 40, longestValue: 500, longestText: 2_000 }],
  pace: { perChat: { every: 1_000, burst: 7 }, overall: { every: 20, burst: 50 } },
} as const satisfies Capabilities;

const Address = z.object({
  channelId: z.string(),
  serviceUrl: z.url(),
  conversation: z.string(),
  user: z.string(),
  bot: z.string(),
});
type Address = z.infer<typeof Address>;

interface ChannelOptions {
  /** Undefined: the Emulator on this machine wants none. */
  readonly accessToken: AccessToken | undefined;
  readonly isTrusted: (serviceUrl: string) => boolean;
}

export function createBotFrameworkChannel({ accessToken, isTrusted }: ChannelOptions): PushChannel {
  return {
    name: 'bot-framework',
    capabilities,
    async send(bubble, { address }) {
      const to = Address.safeParse(address).data;
      if (!to) return { kind: 'failed', problem: 'unreadable' };
      return write(to, { type: 'message', ...messageOf(bubble, to) });
    },
    typing: async address => write(Address.parse(address), { type: 'typing' }),
  };

  async function write(to: Address, activity: object): Promise<Delivery> {
    // Checked when it came in; checked again, because the list may have become shorter since.
    if (!isTrusted(to.serviceUrl)) return { kind: 'failed', problem: 'azure-service-url' };
    const token = await accessToken?.();
    if (accessToken && token === undefined) return { kind: 'later', problem: 'azure-token' };
    const base = to.serviceUrl.replace(/\/+$/, '');
    const url = `${base}/v3/conversations/${encodeURIComponent(to.conversation)}/activities`;
    const answer = await callPlatform(url, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      body: {
        from: { id: to.bot },
        recipient: { id: to.user },
        conversation: { id: to.conversation },
        channelId: to.channelId,
        serviceUrl: to.serviceUrl,
        ...activity,
      },
    });
    return deliveryOf(answer);
  }
}

/** 403: the user has removed or blocked the bot. 404: the conversation is over. Both are final, 400 and 413 as well. */
function deliveryOf(answer: PlatformAnswer): Delivery {
  if (answer.kind === 'unreachable') return { kind: 'later', problem: 'azure-unreachable' };
  const { status, retryAfter } = answer;
  if (status < 300) return { kind: 'sent' };
  const problem = `azure-${status}`;
  if ([400, 403, 404, 413].includes(status)) return { kind: 'failed', problem };
  return { kind: 'later', problem, ...(retryAfter !== undefined && { notBefore: retryAfter }) };
}

/** The choices are named in the sentence, too: where a channel shows no buttons, nothing is missing. */
function messageOf({ text, choices }: Bubble, { channelId }: Address) {
  const said = { text, textFormat: 'plain', locale: 'id-ID', inputHint: 'acceptingInput' };
  if (!choices) return said;
  if (channelId === 'msteams') return { ...said, attachments: [card(choices.options)] };
  const actions = choices.options.map(({ title, value }) => ({ type: 'imBack', title, value }));
  // For everybody in the chat, and that is one person: named, they would have to have the id that their client believes in.
  return { ...said, suggestedActions: { actions } };
}

/**
 * Teams drops suggested actions after the next message; a card stays. What is tapped comes back as a bare value: the one way
 * that every client of cards knows, Microsoft's playground among them.
 */
function card(options: readonly Choice[]) {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      version: '1.4',
      fallbackText: options.map(({ title }) => title).join(', '),
      body: [],
      actions: options.map(({ title, value }) => ({ type: 'Action.Submit', title, data: { say: value } })),
    },
  };
}
