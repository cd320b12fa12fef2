import { expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
import { makeKey } from './bot-framework/tokens.ts';
import { openFakePlatform } from './fake-platform.ts';
import { answersOf, azureSender, flood, telegramSender, whatsAppSender } from './flood.ts';

const key = await makeKey('flood');

/** The long form, with times: `npm run -s bench -- webhooks`. */
it.each([telegramSender, whatsAppSender, azureSender(key)].map(sender => [sender.name, sender] as const))(
  'on %s 300 deliveries, doubled and in disorder, are exactly one turn a message',
  async (_, sender) => {
    const platform = await openFakePlatform(answersOf(key, () => platform.url));
    onTestFinished(() => platform.close());
    const assistant = await openAssistant({}, sender.environment(platform.url));
    onTestFinished(() => assistant.close());
    const { url } = assistant;
    const { messages, people, statuses } = await flood({
      url,
      platform: platform.url,
      sender,
      deliveries: 300,
      pace: { together: 32 },
    });
    expect(statuses).toEqual(new Set([200]));
    await assistant.drained();
    const { conversations } = await assistant.store.list({ limit: 200 });
    expect(conversations).toHaveLength(people);
    const all = await Promise.all(conversations.map(({ id }) => assistant.store.messages(id)));
    const fromUsers = all.map(said => said.filter(({ from }) => from === 'user').map(({ text }) => text));
    expect(fromUsers.flat()).toHaveLength(messages);
    expect(fromUsers.every(texts => new Set(texts).size === texts.length)).toBe(true);
  },
);
