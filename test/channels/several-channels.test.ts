import { expect, it, onTestFinished } from 'vitest';
import { openAssistant } from '../support/assistant.ts';
import { makeKey } from './bot-framework/tokens.ts';
import { openFakePlatform, type Request } from './fake-platform.ts';
import { answersOf, telegramSender, whatsAppSender } from './flood.ts';

/** What one of the senders brings, as the message of one and the same person with the same numbers. */
const person = 7;

it('one person on two channels has two chats that know nothing of each other, and erasing one leaves the other', async () => {
  const key = await makeKey('several');
  const platform = await openFakePlatform(answersOf(key, () => platform.url));
  onTestFinished(() => platform.close());
  const assistant = await openAssistant(
    {},
    { ...telegramSender.environment(platform.url), ...whatsAppSender.environment(platform.url) },
  );
  onTestFinished(() => assistant.close());
  let number = 0;
  const say = async (sender: typeof telegramSender, text: string) => {
    number += 1;
    const { path, headers, body } = await sender.delivery(platform.url, person, number, text);
    const answer = await fetch(`${assistant.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    expect(answer.status).toBe(200);
    await assistant.drained();
  };
  await say(telegramSender, 'lupa sandi');
  await say(whatsAppSender, 'kode otp belum masuk');

  const { conversations } = await assistant.store.list({});
  expect(conversations.map(({ channel }) => channel).sort()).toEqual(['telegram', 'whatsapp']);
  expect(new Set(conversations.map(({ user }) => user)).size).toBe(2);
  for (const { id, channel } of conversations) {
    const own = (await assistant.store.messages(id)).filter(({ from }) => from === 'user');
    expect(own.map(({ text }) => text)).toEqual([
      channel === 'telegram' ? 'lupa sandi' : 'kode otp belum masuk',
    ]);
  }
  const sent = (part: string) => platform.requests.filter(({ path }: Request) => path.includes(part));
  const [telegram, whatsApp] = [JSON.stringify(sent('/bot')), JSON.stringify(sent('/messages'))];
  expect(telegram).toContain('Jadi Kakak lupa kata sandi');
  expect(whatsApp).not.toContain('Jadi Kakak lupa kata sandi');

  await say(telegramSender, 'hapus data saya');
  await say(telegramSender, 'ya, hapus');
  const left = (await assistant.store.list({})).conversations;
  const kept = left.find(({ channel }) => channel === 'whatsapp');
  expect(kept?.lastUserText).toBe('kode otp belum masuk');
  const other = left.find(({ channel }) => channel === 'telegram');
  const remembered = other ? await assistant.store.messages(other.id) : [];
  expect(JSON.stringify(remembered)).not.toContain('lupa sandi');
});
