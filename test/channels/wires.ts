import { expect } from 'vitest';
import type { Heard } from '../../src/channels/push/channel.ts';
import { createIds } from '../../src/channels/push/ids.ts';
import type { ChannelName } from '../../src/conversations/conversation-store.ts';
import type { Choice, Message } from '../../src/conversations/message.ts';
import type { Activity, Line, Wire } from '../golden/lines.ts';
import type { TestAssistant } from '../support/assistant.ts';
import type { FakeClock } from '../support/fake-clock.ts';
import { client, makeKey, saidOnAzure } from './bot-framework/fake-azure.ts';
import { azureAnswer, azureEnvironment } from './bot-framework/tokens.ts';
import { openFakePlatform } from './fake-platform.ts';
import { telegramEnvironment } from './telegram/secrets.ts';
import { phone, said } from './telegram/telegram-server.ts';
import { createGraph } from './whatsapp/fake-graph.ts';
import { whatsAppEnvironment, whatsapp } from './whatsapp/secrets.ts';
import { saidOnWhatsApp, whatsAppPhone } from './whatsapp/whatsapp-server.ts';

const sealKey = 'the-seal-key-of-all-chats-of-this-test';

export interface OpenWire extends Wire {
  close(): Promise<void>;
}

/** What a channel's own wire needs beside the ordinary line: how to say, to tap, and what arrived. */
interface Ends {
  readonly channel: ChannelName;
  readonly chat: string;
  post(body: unknown): Promise<Response>;
  /** The platform's message for something that the user does. */
  incoming(activity: Activity): unknown;
  /** For tapping a choice, out of what the platform has shown last; undefined when it has not shown it. */
  tapped(choice: Choice): unknown;
  /** Texts that arrived, in order. */
  arrived(): readonly string[];
  settle(milliseconds?: number): Promise<void>;
}

function lineThrough({ channel, chat, post, incoming, tapped, arrived, settle }: Ends): Line {
  const heard: Heard = { chat, user: chat, key: 'any', address: {}, content: { kind: 'join' } };
  const taken = async (body: unknown) => {
    const { status } = await post(body);
    if (status !== 200) throw new Error(`the webhook of ${channel} answered ${status}`);
  };
  return {
    conversation: createIds(sealKey)(channel, heard).conversation,
    send: activity => taken(incoming(activity)),
    async tap(choice) {
      // The platform's pace: people tap what they see, and what they erase while it is on its way never comes.
      for (let before = -1; before < arrived().length; ) {
        before = arrived().length;
        await settle(1_100);
      }
      for (let second = 0; second < 60 && tapped(choice) === undefined; second += 1) await settle(1_000);
      await taken(tapped(choice) ?? notOffered(choice));
    },
    join: () => Promise.reject(new Error(`nothing is opened again on ${channel}`)),
    renew: async () => {},
    async leave(messages) {
      const expected = messages.filter(({ from }) => from !== 'user').map(wholeText);
      for (let second = 0; second < 300 && arrived().length < expected.length; second += 1)
        await settle(1_000);
      await settle(2_000);
      const texts = arrived();
      expect(texts).toHaveLength(expected.length);
      for (const [index, text] of expected.entries()) expect(texts[index]).toContain(text);
    },
  };
}

function wholeText({ from, name, text }: Message): string {
  return from === 'agent' ? `${name}: ${text}` : text;
}

function notOffered(choice: Choice): never {
  throw new Error(`"${choice.title}" was not shown by the platform`);
}

export async function telegramWire(): Promise<OpenWire> {
  const platform = await openFakePlatform(() => ({ status: 200, body: { ok: true, result: {} } }));
  return {
    close: platform.close,
    environment: { SEAL_KEY: sealKey, ...telegramEnvironment(platform.url) },
    async connect(assistant: TestAssistant, clock: FakeClock) {
      const own = phone(assistant, clock, 4_711_471_147);
      await own.post(own.text('/start'));
      await own.settle(3_000);
      return lineThrough({
        ...own,
        channel: 'telegram',
        chat: '4711471147',
        incoming: ({ text, attachments }) =>
          attachments ? own.media({ photo: [{ file_id: 'x' }] }) : own.text(text ?? ''),
        tapped(choice) {
          const keyboard = said(platform.requests).at(-1)?.reply_markup?.inline_keyboard.flat() ?? [];
          const button = keyboard.find(({ text }: { text: string }) => text === choice.title);
          return button && own.tap(button.callback_data);
        },
        arrived: () => said(platform.requests).map(({ text }) => text),
      });
    },
  };
}

export async function whatsAppWire(): Promise<OpenWire> {
  const platform = await openFakePlatform(createGraph(whatsapp));
  return {
    close: platform.close,
    environment: { SEAL_KEY: sealKey, ...whatsAppEnvironment(platform.url) },
    async connect(assistant: TestAssistant, clock: FakeClock) {
      const own = whatsAppPhone(assistant, clock);
      return lineThrough({
        ...own,
        channel: 'whatsapp',
        chat: '6285712340077',
        incoming: ({ text, attachments }) =>
          own.batch(
            own.value({
              messages: [
                attachments ? own.message({ type: 'image', image: { id: 'x' } }) : own.text(text ?? ''),
              ],
            }),
          ),
        tapped(choice) {
          const { buttons = [], sections = [] } =
            saidOnWhatsApp(platform.requests).at(-1)?.interactive?.action ?? {};
          const shown: { id: string; title: string; description?: string }[] = [
            ...buttons.map(({ reply }: { reply: object }) => reply),
            ...sections.flatMap(({ rows }: { rows: object[] }) => rows),
          ];
          const found = shown.find(({ title, description }) => (description ?? title) === choice.title);
          return found && own.batch(own.value({ messages: [own.tap(found.id, found.title)] }));
        },
        arrived: () =>
          saidOnWhatsApp(platform.requests).map(
            ({ text, interactive }) => text?.body ?? interactive?.body.text,
          ),
      });
    },
  };
}

export async function azureWire(): Promise<OpenWire> {
  const key = await makeKey('golden');
  const azure = await openFakePlatform(
    request => azureAnswer(request, azure.url, [key.jwk]) ?? { status: 200, body: { id: 'x' } },
  );
  return {
    close: azure.close,
    environment: { SEAL_KEY: sealKey, ...azureEnvironment(azure.url) },
    async connect(assistant: TestAssistant, clock: FakeClock) {
      const own = client(assistant, clock, key, `${azure.url}/`, 'golden');
      await own.post(own.activity({ type: 'conversationUpdate', membersAdded: [{ id: 'golden' }] }));
      await own.settle(3_000);
      return lineThrough({
        ...own,
        channel: 'bot-framework',
        chat: JSON.stringify(['webchat', 'conversation-of-golden']),
        incoming: activity => own.activity(activity),
        tapped(choice) {
          const actions = saidOnAzure(azure.requests).at(-1)?.suggestedActions?.actions ?? [];
          const action = actions.find(({ title }: { title: string }) => title === choice.title);
          if (action) return own.text(action.value);
          // More choices than buttons: they are numbered in the text, and the number is typed.
          const lines = String(saidOnAzure(azure.requests).at(-1)?.text).split('\n');
          const number = lines
            .map(line => /^(\d+)\. (.*)$/.exec(line))
            .find(found => found?.[2] === choice.title)?.[1];
          return number && own.text(number);
        },
        arrived: () => saidOnAzure(azure.requests).map(({ text }) => text),
      });
    },
  };
}
